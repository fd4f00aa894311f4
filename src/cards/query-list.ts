import type { Button, Card } from '../model/card.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { verdictStyle } from './verdict-style.ts';

const first = 8;

/** A saved query in the list; without a button it cannot be pressed, and is left out. */
export interface QueryRow {
  name: string;
  summary: string;
  button: Button | undefined;
}

/** The list of the saved queries, each a row to press; all but the first are folded. `own`: so many are of the settings, and stand first. */
export function queryListCard(all: readonly QueryRow[], own: number): Card {
  const rows = all.flatMap(({ name, summary, button }) =>
    button && 'verb' in button
      ? [{ name: plain(name, 60), summary: plain(summary, 200), verb: button.verb, id: button.id }]
      : [],
  );
  const shown = Math.max(first, Math.min(own, 20));
  const rest = rows.slice(shown);
  const verdict = counted(rows.length, 'saved query', 'saved queries');
  return render(
    'query-list',
    {
      style: verdictStyle('info'),
      verdict,
      place: 'Press one, or say: query <name> in <cluster> last 6h',
      rows: rows.slice(0, shown),
      more: rest.length === 0 ? [] : [{ text: `${rest.length} more`, rows: rest }],
      basis: 'Your own belong into the settings, under "queries". What is typed in a chat is never run.',
      presses: [],
      links: [],
    },
    verdict,
  );
}
