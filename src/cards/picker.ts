import type { Button, Card } from '../model/card.ts';
import { plain } from './plain.ts';
import { isLinkAllowed } from './portal-link.ts';
import { render } from './render.ts';

const mostChoices = 12;

/** A question with things to pick from. */
export interface PickerView {
  question: string;
  choices: { label: string; detail: string; button: Button }[];
  /** How many further choices are not in the list. */
  more: number;
  /** How to get at those; where to add the place when it is not said. */
  narrow?: string;
}

/** The card that asks which one was meant: each choice is a whole row to press. */
export function pickerCard(view: PickerView): Card {
  const rows = view.choices.slice(0, mostChoices).map(({ label, detail, button }) => ({
    label: plain(label, 120),
    detail: plain(detail),
    button,
  }));
  const more = view.more + Math.max(0, view.choices.length - mostChoices);
  return render(
    'picker',
    {
      question: plain(view.question),
      presses: rows.flatMap(({ button, ...row }) =>
        'verb' in button ? [{ ...row, verb: button.verb, id: button.id }] : [],
      ),
      links: rows.flatMap(({ button, ...row }) =>
        'url' in button && isLinkAllowed(button.url) ? [{ ...row, url: button.url }] : [],
      ),
      more: more > 0 ? [{ text: `${more} more: ${view.narrow ?? 'add cluster=… or ns=… to your question.'}` }] : [],
    },
    view.question,
  );
}
