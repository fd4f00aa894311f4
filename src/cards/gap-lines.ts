import type { Gap } from '../model/gap.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { names, some } from './some.ts';

/** The folded part of a card that says what could not be read; empty lists when everything was. */
export interface GapLines {
  /** Zero or one: the line that is always visible. */
  gapHead: { text: string; detail: string }[];
  gaps: { what: string; why: string; next: string }[];
  moreGaps: { text: string }[];
  /** Unfolded where the gaps are the answer. */
  gapsOpen: boolean;
  gapsFolded: boolean;
}

/** What could not be read, each thing once, with why and what to do about it; those with one reason together. */
export function gapLines(all: readonly (Gap | undefined)[], open: boolean, most = 8): GapLines {
  const seen = new Map<string, Gap>();
  for (const gap of all) if (gap !== undefined) seen.set(`${gap.service} ${gap.what} ${gap.why}`, gap);
  const gaps = [...seen.values()];
  const missing = gaps.filter(({ instead }) => instead === undefined);
  const told = missing.length > 0 ? missing : gaps;
  const reasons = Map.groupBy(gaps, ({ service, why, next }) => `${service} ${why} ${next}`);
  const { shown, more } = some([...reasons.values()], most);
  return {
    gapHead:
      gaps.length === 0
        ? []
        : [
            {
              text: `${counted(thingsOf(told).length, 'thing')} ${missing.length > 0 ? 'could not be read' : 'read another way'}`,
              detail: whatOf(told, 4),
            },
          ],
    gaps: shown.flatMap((those) => reasonOf(those)),
    moreGaps: more,
    gapsOpen: open,
    gapsFolded: !open,
  };
}

function reasonOf(those: readonly Gap[]): { what: string; why: string; next: string }[] {
  return those.slice(0, 1).map(({ service, why, next }) => ({
    what: whatOf(those, 8),
    why: why.includes(service) ? plain(why, 300) : `${service}: ${plain(why, 300)}`,
    next: plain(next, 400),
  }));
}

function whatOf(gaps: readonly Gap[], most: number): string {
  return names(
    thingsOf(gaps).map((what) => plain(what, 60)),
    most,
  );
}

/** A gap may name several things that one failed read would have told. */
function thingsOf(gaps: readonly Gap[]): string[] {
  return [...new Set(gaps.flatMap(({ what }) => what.split(', ')))];
}
