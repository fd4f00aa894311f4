import type { Button, Card } from '../model/card.ts';
import { actionsOf } from './actions.ts';
import { plain } from './plain.ts';
import { render } from './render.ts';
import { verdictStyle } from './verdict-style.ts';

/** One thing to tell: done, refused, went wrong. */
export interface NoticeView {
  level: 'info' | 'good' | 'warning' | 'attention';
  title: string;
  text: string;
  /** Further things to tell, a line each. */
  lines?: readonly string[];
  /** What to do next, in one sentence. */
  next?: string;
  /** What to quote when asking for help. */
  reference?: string;
  buttons: Button[];
}

/** The card for one plain message: a confirmation, a refusal, an apology with its reference. */
export function noticeCard(view: NoticeView): Card {
  const line = (text: string | undefined) => (text === undefined || text === '' ? [] : [{ text: plain(text, 800) }]);
  return render(
    'notice',
    {
      style: verdictStyle(view.level),
      verdict: plain(view.title),
      texts: [view.text, ...(view.lines ?? [])].flatMap(line),
      next: line(view.next),
      reference: line(view.reference),
      ...actionsOf(view.buttons),
    },
    view.title,
  );
}
