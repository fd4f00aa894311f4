import type { Button, Card } from '../model/card.ts';
import { actionsOf } from './actions.ts';
import { plain } from './plain.ts';
import { render } from './render.ts';
import { rowPress } from './row-press.ts';

/** What can be said, or how one thing is said. */
export interface HelpView {
  title: string;
  intro: string;
  /** With a button, pressing the entry tells more of it. */
  entries: { usage: string; summary: string; button?: Button }[];
  notes: string[];
  buttons: Button[];
}

/** The card that says what can be asked, with examples as buttons. */
export function helpCard(view: HelpView): Card {
  return render(
    'help',
    {
      title: plain(view.title),
      intro: plain(view.intro, 400),
      hasEntries: view.entries.length > 0,
      entries: view.entries.map(({ usage, summary, button }) => ({
        usage: plain(usage),
        text: plain(summary),
        ...rowPress(button),
      })),
      notes: view.notes.map((note) => ({ text: plain(note, 400) })),
      ...actionsOf(view.buttons),
    },
    view.title,
  );
}
