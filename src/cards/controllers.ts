import type { Card } from '../model/card.ts';
import type { WorkloadStanding } from '../model/standing.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { cpuText, memoryText } from './stand-counts.ts';
import { type ViewOnCard, viewListCard } from './view-list.ts';

/** The answer to "controllers": workloads with ready of wanted, restarts, OOM kills, and use against limits. */
export function controllersCard(view: ViewOnCard<WorkloadStanding>): Card {
  const isOnNode = view.subject.kind === 'Node';
  return viewListCard(view, {
    noun: 'workload',
    name: ({ owner }) => owner.name,
    namespace: ({ namespace }) => namespace,
    row: ({ owner, namespace, reasons, desired, ready, pods, restarts, ooms, use }) => ({
      name: plain(owner.name, 120),
      flag: plain(owner.kind, 40),
      lines: [
        reasons
          .slice(0, 3)
          .map((it) => plain(it, 120))
          .join(' · '),
        [
          plain(namespace, 80),
          ...(desired === undefined ? [] : [`${ready} of ${desired} ready`]),
          // Of a CronJob or on a node there are others than those that are wanted.
          ...(desired === undefined || isOnNode ? [`${counted(pods.length, 'pod')}${isOnNode ? ' here' : ''}`] : []),
          ...(restarts > 0 ? [counted(restarts, 'restart')] : []),
          ...(ooms > 0 ? [`${ooms} OOMKilled last`] : []),
        ].join(' · '),
        [...cpuText(use.cpu, use.cpuLimit), ...memoryText(use.memoryMiB, use.memoryLimitMiB)].join(' · '),
      ],
    }),
  });
}
