import type { SourceEntry } from '../sample.ts';
import { byId, element } from './element.ts';
import { fireTestAlert } from './lab-api.ts';

/** Draws a button for each source of alerts; `tell` says what came of a press. */
export function testAlerts(sources: readonly SourceEntry[], tell: (title: string, text: string) => void): void {
  byId('test-alerts').hidden = sources.length === 0;
  byId('test-alert-list').replaceChildren(
    ...sources.map(({ name, title }) => {
      const button = element('button', { type: 'button', class: 'quiet-button' }, title);
      button.addEventListener('click', () => void fire(name, title));
      return element('li', {}, button);
    }),
  );

  async function fire(name: string, title: string): Promise<void> {
    try {
      await fireTestAlert(name);
      const when = name === 'defender' ? 'within half a minute, with the next poll' : 'in a few seconds';
      tell(`${title} sent an alert`, `Its card comes ${when}.`);
    } catch (error) {
      tell('No alert was sent', error instanceof Error ? error.message : String(error));
    }
  }
}
