import type { Button, Card } from '../model/card.ts';
import type { Gap } from '../model/gap.ts';
import type { Person } from '../model/incident.ts';
import { actionsOf } from './actions.ts';
import { gapLines } from './gap-lines.ts';
import { fitted } from './measure.ts';
import { mentionOf, withMentions } from './mention.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { rowPress } from './row-press.ts';
import { type Limits, scopeLines } from './scope-lines.ts';
import { type Level, verdictStyle } from './verdict-style.ts';

/** One thing of a list about images: how bad, which, and lines under it. The texts are finished and safe to show. */
export interface ListedRow {
  mark?: string;
  color?: string;
  name: string;
  /** What stands out of it ("exploited"). */
  flag?: string;
  lines: readonly string[];
  button?: Button;
}

/** What the cards about many images, or about one thing in many, are made of. The texts are finished and safe to show. */
export interface ImageList extends Limits {
  level: Level;
  /** The answer in one line. */
  verdict: string;
  /** Lines under it. */
  states: readonly string[];
  /** An image's full name, or what the list is narrowed to, as it would be typed. */
  names?: readonly string[];
  /** Who is called. */
  person?: Person;
  sections: readonly { title?: string; rows: readonly ListedRow[]; all?: number; noun: string }[];
  gaps?: readonly (Gap | undefined)[];
  /** Unfolds what could not be read: it is the answer. */
  gapsOpen?: boolean;
  basis: string;
  buttons: readonly Button[];
  /** Rows of a section at most, and gaps; 8 without it. */
  most?: number;
}

/** A card that lists images, or places and versions, in sections. */
export function imageListCard(list: ImageList): Card {
  const mention = list.person && mentionOf(list.person);
  return fitted(list.most ?? 8, (most) =>
    withMentions(render('image-list', viewOf(list, mention?.text, most), list.verdict), mention ? [mention] : []),
  );
}

function viewOf(list: ImageList, mention: string | undefined, most: number) {
  const sections = list.sections.filter(({ rows }) => rows.length > 0);
  return {
    style: verdictStyle(list.level),
    verdict: list.verdict,
    states: list.states.map((text) => ({ text })),
    names: (list.names ?? []).map((text) => ({ text })),
    mentions: mention === undefined ? [] : [{ text: `Owner: ${mention}` }],
    sections: sections.map(({ title, rows, all = rows.length, noun }) => {
      const shown = rows.slice(0, most);
      const left = all - shown.length;
      return {
        titles: title === undefined ? [] : [{ text: title }],
        rows: shown.map(rowOf),
        more: left > 0 ? [{ text: counted(left, `more ${noun}`) }] : [],
      };
    }),
    scopes: scopeLines('images', list),
    ...gapLines(list.gaps ?? [], list.gapsOpen ?? false, most),
    basis: list.basis,
    ...actionsOf(list.buttons),
  };
}

function rowOf({ mark, color = 'Default', name, flag, lines, button }: ListedRow) {
  return {
    mark: mark === undefined ? ' ' : `${mark}  `,
    color,
    name,
    flag: flag === undefined ? ' ' : `  ${flag}`,
    lines: lines.map((text) => ({ text })),
    ...rowPress(button),
  };
}
