import type { Button, Card } from '../model/card.ts';
import { actionsOf } from './actions.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { verdictStyle } from './verdict-style.ts';
import { asOf } from './when.ts';

/** A text to be copied, part by part where a card cannot hold it all. */
export interface ReportOnCard {
  title: string;
  lines: readonly string[];
  /** What it is and how it is copied; without it a report in Markdown. */
  note?: string;
  /** Number of the first line, counted from 1. */
  from: number;
  now: Date;
  /** The press that shows the lines from this number on. */
  next(from: number): Button | undefined;
}

const mostCharacters = 14_000;
const longestLine = 3_000;

/** How many lines from one on fit into one part; one at least. */
export function partLength(lines: readonly string[], from: number): number {
  let characters = 0;
  const after = lines.slice(from - 1).findIndex((line) => {
    characters += Math.min(line.length, longestLine) + 1;
    return characters > mostCharacters;
  });
  return after === -1 ? lines.length - from + 1 : Math.max(1, after);
}

/** The answer to "export": the report in a block that can be copied; what the part leaves out is counted, and one press away. */
export function reportCard(o: ReportOnCard): Card {
  return fitted(partLength(o.lines, o.from), (most) => render('report', viewOf(o, Math.max(1, most)), o.title));
}

function viewOf({ title, lines, note, from, now, next }: ReportOnCard, most: number) {
  const shown = lines.slice(from - 1, from - 1 + most);
  const last = from - 1 + shown.length;
  const left = lines.length - last;
  const cut = shown.filter((line) => line.length > longestLine).length;
  const button = left > 0 ? next(last + 1) : undefined;
  const isWhole = from === 1 && left === 0;
  return {
    style: verdictStyle('info'),
    verdict: plain(title, 200),
    facts: isWhole ? [] : [{ text: `Lines ${from} to ${last} of ${lines.length}` }],
    place: note
      ? plain(note, 300)
      : isWhole
        ? 'Complete, in Markdown: copy it from the block.'
        : 'In Markdown, in parts: copy each block.',
    texts: [
      {
        // A line without text stays one: Markdown needs it between paragraphs.
        code: shown.map((line) => (line.trim() === '' ? '' : plain(line, longestLine))).join('\n'),
        from,
        more: [
          ...(left > 0 ? [{ text: `${counted(left, 'more line')} in the next part` }] : []),
          ...(cut > 0 ? [{ text: `${counted(cut, 'line')} cut after ${longestLine} characters` }] : []),
        ],
      },
    ],
    basis: asOf(now),
    ...actionsOf(button ? [button] : []),
  };
}
