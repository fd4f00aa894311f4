import type { Card } from '../model/card.ts';
import type { ContainerStanding } from '../model/standing.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { cpuText, memoryText } from './stand-counts.ts';
import { type ViewOnCard, viewListCard } from './view-list.ts';
import { ago } from './when.ts';

/** The answer to "containers": state, how they ended last, restarts, image and use. */
export function containersCard(view: ViewOnCard<ContainerStanding>): Card {
  return viewListCard(view, {
    noun: 'container',
    name: ({ name, owner }) => (name === owner.name ? name : `${name} of ${owner.name}`),
    namespace: ({ namespace }) => namespace,
    row: ({ name, pod, namespace, isInit, state, reasons, restarts, last, image, use }) => ({
      name: plain(name, 80),
      ...(isInit && { flag: 'init' }),
      lines: [
        [
          plain(state, 80),
          ...(last ? [endText(state, last, view.now)] : []),
          ...(restarts > 0 ? [counted(restarts, 'restart')] : []),
          ...reasons.filter((it) => /not ready|memory at/.test(it)).map((it) => plain(it, 80)),
        ].join(' · '),
        [...cpuText(use.cpu, use.cpuLimit), ...memoryText(use.memoryMiB, use.memoryLimitMiB)].join(' · '),
        `${plain(namespace, 80)} / ${plain(pod, 120)}`,
        image === undefined ? '' : plain(image, 160),
      ],
    }),
  });
}

/** How it ended last; of one that has ended, when. */
function endText(state: string, last: NonNullable<ContainerStanding['last']>, now: Date): string {
  const when = last.at ? ` ${ago(last.at, now)}` : '';
  if (state === `ended: ${last.reason}`) return `exit code ${last.exitCode ?? 'unknown'}${when}`;
  return `last ended ${plain(last.reason, 60)}${last.exitCode === undefined ? '' : ` (${last.exitCode})`}${when}`;
}
