import type { Button, Card } from '../model/card.ts';
import type { ImageStanding } from '../model/image-standing.ts';
import { imageListCard } from './image-list.ts';
import { counted } from './quantity.ts';
import { standingRow } from './standing-row.ts';
import { asOf } from './when.ts';

/** Further images with new findings, where there are too many after one reading for a card each. */
export function imagesTogetherCard(o: {
  standings: readonly ImageStanding[];
  buttons: readonly Button[];
  now: Date;
}): Card {
  return imageListCard({
    level: 'warning',
    verdict: `New findings in ${counted(o.standings.length, 'further image')} that run`,
    states: ['Too many at once for a card each. None is lost: the list has them all.'],
    sections: [{ rows: o.standings.map((it) => standingRow(it)), noun: 'image' }],
    basis: asOf(o.now),
    buttons: o.buttons,
    most: 6,
  });
}
