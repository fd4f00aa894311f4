import type { Card } from '../model/card.ts';
import type { NodeStanding } from '../model/standing.ts';
import { plain } from './plain.ts';
import { short } from './quantity.ts';
import { roomText } from './stand-counts.ts';
import { type ViewOnCard, viewListCard } from './view-list.ts';
import { duration } from './when.ts';

/** The answer to "nodes": state, pressure, use against what pods may have, pods, version, pool and age. */
export function nodesCard(view: ViewOnCard<NodeStanding>): Card {
  return viewListCard(view, {
    noun: 'node',
    name: ({ name }) => name,
    row: ({ name, pool, version, createdAt, states, reasons, pods, mostPods, use }) => ({
      name: plain(name, 120),
      ...(states.includes('cordoned') && { flag: 'cordoned' }),
      lines: [
        (reasons.length > 0 ? reasons : [states.length > 0 ? 'ready' : 'state not known'])
          .map((it) => plain(it, 120))
          .join(' · '),
        roomText(use).join(' · '),
        [
          mostPods === undefined ? `${pods} pods` : `${pods} of ${short(mostPods)} pods`,
          ...(pool ? [`pool ${plain(pool, 40)}`] : []),
          ...(version ? [plain(version, 40)] : []),
          ...(createdAt ? [`${duration(view.now.getTime() - createdAt.getTime())} old`] : []),
        ].join(' · '),
      ],
    }),
  });
}
