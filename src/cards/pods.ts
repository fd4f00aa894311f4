import type { Card } from '../model/card.ts';
import type { PodStanding } from '../model/standing.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { cpuText, memoryText } from './stand-counts.ts';
import { type ViewOnCard, viewListCard } from './view-list.ts';
import { duration } from './when.ts';

/** The answer to "pods": phase, ready containers, restarts, node, age and use. */
export function podsCard(view: ViewOnCard<PodStanding>): Card {
  return viewListCard(view, {
    noun: 'pod',
    name: ({ name }) => name,
    namespace: ({ namespace }) => namespace,
    row: ({ name, namespace, phase, ready, containers, restarts, node, createdAt, reasons, use }) => ({
      name: plain(name, 120),
      lines: [
        [
          plain(phase, 40),
          ...reasons
            .filter((it) => it !== phase.toLowerCase())
            .slice(0, 3)
            .map((it) => plain(it, 120)),
        ].join(' · '),
        [
          plain(namespace, 80),
          `${ready} of ${containers.filter(({ isInit }) => !isInit).length} ready`,
          ...(restarts > 0 ? [counted(restarts, 'restart')] : []),
          ...(createdAt ? [`${duration(view.now.getTime() - createdAt.getTime())} old`] : []),
        ].join(' · '),
        [...cpuText(use.cpu, use.cpuLimit), ...memoryText(use.memoryMiB, use.memoryLimitMiB)].join(' · '),
        node === undefined ? '' : `on ${plain(node, 120)}`,
      ],
    }),
  });
}
