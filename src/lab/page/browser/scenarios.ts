import type { ScenarioEntry } from '../sample.ts';
import { byId, element } from './element.ts';
import { startScenario } from './lab-api.ts';

/** Draws the menu of what can be broken; afterwards it says what to ask. */
export function scenarioMenu(scenarios: ScenarioEntry[], fill: (text: string) => void): void {
  const menu = byId<HTMLDetailsElement>('scenarios');
  menu.hidden = scenarios.length === 0;
  const told = byId('told');
  byId('scenario-list').replaceChildren(
    ...scenarios.map((scenario) => {
      const button = element(
        'button',
        { type: 'button', class: 'scenario' },
        element('strong', {}, scenario.title),
        element('span', {}, scenario.tell),
      );
      button.addEventListener('click', () => void start(scenario));
      return element('li', {}, button);
    }),
  );

  async function start({ name, title, tell }: ScenarioEntry): Promise<void> {
    menu.open = false;
    try {
      await startScenario(name);
      const ask = element('button', { type: 'button', class: 'hint' }, tell);
      ask.addEventListener('click', () => fill(tell));
      told.replaceChildren(`${title}. Now ask: `, ask);
    } catch (error) {
      told.replaceChildren(`${title} could not be started: ${error instanceof Error ? error.message : String(error)}`);
    }
    told.hidden = false;
  }
}
