import type { Button } from '../model/card.ts';
import type { ImageStanding } from '../model/image-standing.ts';
import type { ListedRow } from './image-list.ts';
import { imageName } from './image-name.ts';
import { ownersSaid } from './owners-said.ts';
import { plain } from './plain.ts';
import { severityColor } from './severity-color.ts';

/** A ranked image as a row: its worst severity, its name, and every reason for its place. */
export function standingRow({ head, runs, isExposed, reasons }: ImageStanding, button?: Button): ListedRow {
  const owners = ownersSaid(runs);
  const { worst, counts, fixable } = head;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    ...(worst && { mark: worst.severity, color: severityColor(worst.severity) }),
    name: imageName(head, runs[0]?.tag),
    ...(worst?.knownExploited ? { flag: 'exploited' } : isExposed && worst ? { flag: 'exposed' } : {}),
    lines: [
      reasons.map((it) => plain(it, 160)).join(' · '),
      [
        `${counts.Critical} Critical, ${counts.High} High of ${all}`,
        fixable === 0 ? 'none fixable' : `${fixable} fixable`,
        ...(owners === undefined ? [] : [`owner ${owners}`]),
      ].join(' · '),
    ],
    ...(button && { button }),
  };
}
