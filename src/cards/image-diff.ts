import type { Button, Card } from '../model/card.ts';
import type { Gap } from '../model/gap.ts';
import type { Vulnerability } from '../model/image.ts';
import type { ImageDiff } from '../model/image-diff.ts';
import { foundRow } from './found-row.ts';
import { imageListCard } from './image-list.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { asOf } from './when.ts';

interface Compared {
  name: string;
  isScanned: boolean;
}

/** What the comparison of two images is made of. */
export interface DiffOnCard {
  before: Compared;
  after: Compared;
  difference: ImageDiff;
  gaps: readonly Gap[];
  buttons: readonly Button[];
  now: Date;
}

/** The answer to "image diff": what is new in the second image, what is fixed in it, what stays. */
export function imageDiffCard(o: DiffOnCard): Card {
  const { fresh, fixed, unchanged } = o.difference;
  const unscanned = [o.before, o.after].filter(({ isScanned }) => !isScanned);
  const isBad = fresh.some(({ knownExploited, severity }) => knownExploited || severity === 'Critical');
  const names = [o.before, o.after].map(({ name }) => plain(name, 120));
  return imageListCard({
    level: unscanned.length > 0 ? 'unknown' : isBad ? 'attention' : fresh.length > 0 ? 'warning' : 'good',
    verdict:
      unscanned.length > 0
        ? `${unscanned.map(({ name }) => plain(name, 100)).join(' and ')} cannot be compared: no findings of Defender`
        : `${fresh.length} new, ${fixed.length} fixed, ${unchanged.length} unchanged`,
    states: [`${names[0]} → ${names[1]}`, ...(unscanned.length > 0 ? [] : [exploitedLine(o.difference)])],
    // Where one was not scanned, nothing is known to be new or fixed.
    sections:
      unscanned.length > 0
        ? []
        : [
            { title: `New in ${names[1]}`, rows: fresh.map(foundRow), noun: 'finding' },
            { title: `Fixed in ${names[1]}`, rows: fixed.map(foundRow), noun: 'finding' },
            { title: 'In both', rows: unchanged.map(foundRow), noun: 'finding' },
          ],
    gaps: o.gaps,
    gapsOpen: unscanned.length > 0,
    basis: asOf(o.now),
    buttons: o.buttons,
    most: 5,
  });
}

function exploitedLine({ fresh, fixed, unchanged }: ImageDiff): string {
  const exploited = (those: readonly Vulnerability[]) => those.filter((it) => it.knownExploited).length;
  const left = exploited(unchanged) + exploited(fresh);
  const gone = exploited(fixed);
  if (left + gone === 0) return 'None of them is known to be exploited';
  return `${counted(gone, 'exploited one')} fixed, ${left} left`;
}
