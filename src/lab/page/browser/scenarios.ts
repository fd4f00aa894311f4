import type { Playing } from '../post.ts';
import type { ScenarioEntry, SourceEntry } from '../sample.ts';
import { byId, element } from './element.ts';
import { healScenario, startScenario } from './lab-api.ts';
import { testAlerts } from './test-alerts.ts';

/** Draws the menu of what can be broken and healed; the returned function tells it what is broken now. */
export function scenarioMenu(o: {
  scenarios: ScenarioEntry[];
  sources: SourceEntry[];
  heals: boolean;
  fill(text: string): void;
  /** Told the questions of the scenario that was chosen last. */
  suggest(questions: string[]): void;
}): (playing: Playing | undefined) => void {
  const menu = byId<HTMLDetailsElement>('scenarios');
  const told = byId('told');
  const text = byId('told-text');
  const search = byId<HTMLInputElement>('scenario-search');
  menu.hidden = o.scenarios.length === 0;
  testAlerts(o.sources, (title, tell) => {
    close();
    text.replaceChildren(element('strong', {}, title), '. ', tell);
    told.hidden = false;
  });
  byId('told-close').addEventListener('click', () => told.toggleAttribute('hidden', true));
  const entries = o.scenarios.map((scenario) => ({ scenario, item: entry(scenario) }));
  byId('scenario-list').replaceChildren(...entries.map(({ item }) => item));

  function entry(scenario: ScenarioEntry): HTMLElement {
    const button = element(
      'button',
      { type: 'button', class: 'scenario' },
      element('strong', {}, scenario.title),
      element('span', { class: 'scenario-tell' }, scenario.tell),
      element('span', { class: 'scenario-do' }),
    );
    button.addEventListener('click', () => void start(scenario));
    return element('li', {}, button);
  }

  function healButton(): HTMLElement {
    const button = element('button', { type: 'button', class: 'heal' }, 'Heal it');
    button.addEventListener('click', () => void heal());
    return button;
  }

  async function start({ name, title, tell }: ScenarioEntry): Promise<void> {
    close();
    await tried(`${title} could not be started`, async () => {
      await startScenario(name);
      text.replaceChildren(element('strong', {}, title), '. ', ...withQuestions(tell, o.fill));
    });
  }

  async function heal(): Promise<void> {
    close();
    await tried('It could not be healed', async () => {
      await healScenario();
      const tell =
        'The trouble ends now. What happened stays in logs and events, as it would in reality, so an answer may still tell of the last hour.';
      text.replaceChildren(element('strong', {}, 'Healed'), '. ', tell);
    });
  }

  async function tried(failed: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      text.replaceChildren(`${failed}: ${error instanceof Error ? error.message : String(error)}`);
    }
    told.hidden = false;
  }

  function close(): void {
    menu.open = false;
    menu.querySelector('summary')?.focus();
  }

  search.addEventListener('input', () => {
    const words = search.value.trim().toLowerCase();
    for (const { scenario, item } of entries)
      item.hidden = !`${scenario.title} ${scenario.tell}`.toLowerCase().includes(words);
  });
  menu.addEventListener('toggle', () => {
    if (menu.open && matchMedia('(hover: hover)').matches) search.focus();
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Node && !menu.contains(target)) menu.open = false;
  });

  return (playing) => {
    const found = o.scenarios.find(({ name }) => name === playing?.name);
    const broken = found && !playing?.healed && !found.well ? found.name : undefined;
    o.suggest(found ? questionsOf(found.tell) : []);
    menu.classList.toggle('broken', broken !== undefined);
    for (const { scenario, item } of entries) {
      const now = scenario.name === broken;
      item.toggleAttribute('data-now', now);
      const does = item.querySelector('.scenario-do');
      if (does) does.textContent = now ? 'Broken now' : scenario.well ? 'Choose it' : 'Break it';
    }
    byId('playing').hidden = !found;
    byId('welcome-now').hidden = !found || !broken;
    if (!found) return;
    byId('welcome-now').replaceChildren('Broken right now: ', element('strong', {}, found.title), '.');
    const state = element('small', {}, broken ? 'Broken now' : found.well ? 'Now' : 'Healed');
    byId('playing').replaceChildren(
      element('span', {}, state, found.title),
      broken !== undefined && o.heals ? healButton() : '',
    );
  };
}

const quoted = /"([^"]+)"/;

function questionsOf(tell: string): string[] {
  return tell.split(quoted).filter((_, index) => index % 2 === 1);
}

/** What a sentence quotes is a question that can be put on the line. */
function withQuestions(tell: string, fill: (text: string) => void): (string | HTMLElement)[] {
  return tell.split(quoted).map((part, index) => {
    if (index % 2 === 0) return part;
    const button = element('button', { type: 'button', class: 'hint' }, part);
    button.addEventListener('click', () => fill(part));
    return button;
  });
}
