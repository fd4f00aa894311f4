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

/** What could not be read, each thing once, with why and what to do about it. */
export function gapLines(all: readonly (Gap | undefined)[], open: boolean, most = 8): GapLines {
  const seen = new Map<string, Gap>();
  for (const gap of all) if (gap !== undefined) seen.set(`${gap.service} ${gap.what} ${gap.why}`, gap);
  const gaps = [...seen.values()];
  const { shown, more } = some(gaps, most);
  return {
    gapHead:
      gaps.length === 0
        ? []
        : [
            {
              text: `${counted(gaps.length, 'thing')} could not be read`,
              detail: names(
                gaps.map((gap) => plain(gap.what, 60)),
                4,
              ),
            },
          ],
    gaps: shown.map((gap) => ({
      what: plain(gap.what, 100),
      why: `${gap.service}: ${plain(gap.why, 300)}`,
      next: plain(gap.next, 400),
    })),
    moreGaps: more,
    gapsOpen: open,
    gapsFolded: !open,
  };
}
