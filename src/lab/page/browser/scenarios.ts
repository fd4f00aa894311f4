import type { ScenarioEntry } from '../sample.ts';
import { byId, element } from './element.ts';
import { startScenario } from './lab-api.ts';

/** Draws the menu of what can be broken; afterwards it says what to ask. */
export function scenarioMenu(scenarios: ScenarioEntry[], fill: (text: string) => void): void {
  const menu = byId<HTMLDetailsElement>('scenarios');
  menu.hidden = scenarios.length === 0;
  const told = byId('told');
  const text = byId('told-text');
  byId('told-close').addEventListener('click', () => told.toggleAttribute('hidden', true));
  byId('scenario-list').replaceChildren(
    ...scenarios.map((scenario) => {
      const { title, tell } = scenario;
      const button = element(
        'button',
        { type: 'button', class: 'scenario' },
        element('strong', {}, title),
        element('span', {}, tell),
      );
      button.addEventListener('click', () => void start(scenario));
      return element('li', {}, button);
    }),
  );
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Node && !menu.contains(target)) menu.open = false;
  });

  async function start({ name, title, tell }: ScenarioEntry): Promise<void> {
    menu.open = false;
    try {
      await startScenario(name);
      text.replaceChildren(element('strong', {}, title), '. ', ...withQuestions(tell, fill));
    } catch (error) {
      text.replaceChildren(`${title} could not be started: ${error instanceof Error ? error.message : String(error)}`);
    }
    told.hidden = false;
  }
}

/** What a sentence quotes is a question that can be put on the line. */
function withQuestions(tell: string, fill: (text: string) => void): (string | HTMLElement)[] {
  return tell.split(/"([^"]+)"/).map((part, index) => {
    if (index % 2 === 0) return part;
    const button = element('button', { type: 'button', class: 'hint' }, part);
    button.addEventListener('click', () => fill(part));
    return button;
  });
}
