import type { Quote } from '../../model/finding.ts';
import type { EvidenceOf } from '../rule.ts';

/** A container that the kernel killed for memory, by the runtime's own word: never inferred from exit code 137. */
export interface OomKill {
  pod: string;
  container: string;
  node?: string;
  at: Date;
  quote: Quote;
}

/** The evidence that tells of kills. */
export type KillEvidence = EvidenceOf<never, 'containerRestarts' | 'restartHistory'>;

/** Every OOM kill that either source saw, once each, newest first. */
export function oomKills({ containerRestarts, restartHistory }: KillEvidence): OomKill[] {
  const live = (containerRestarts?.value ?? []).flatMap((pod) =>
    pod.containers.flatMap((container) =>
      container.terminations.flatMap(({ reason, exitCode, finishedAt }): OomKill[] => {
        if (!containerRestarts || reason !== 'OOMKilled' || !finishedAt) return [];
        const text = `${pod.name} ${container.name}: reason: ${reason}, exitCode: ${exitCode}, finishedAt: ${stamp(finishedAt)}`;
        return [
          {
            pod: pod.name,
            container: container.name,
            ...(pod.node ? { node: pod.node } : {}),
            at: finishedAt,
            quote: { text, source: containerRestarts.source, at: finishedAt },
          },
        ];
      }),
    ),
  );
  const inventory = (restartHistory?.value ?? []).flatMap(({ pod, container, node, endings }) =>
    endings.flatMap(({ reason, finishedAt, text }): OomKill[] => {
      if (!restartHistory || reason !== 'OOMKilled') return [];
      const quote = { text: `${pod} ${container}: ${text}`, source: restartHistory.source, at: finishedAt };
      return [{ pod, container, ...(node ? { node } : {}), at: finishedAt, quote }];
    }),
  );
  // Both sources repeat the kubelet's time, to the second: the same kill is the same second of the same container.
  const key = ({ pod, container, at }: OomKill) => `${pod}/${container}/${Math.floor(at.getTime() / 1000)}`;
  const once = new Map([...inventory, ...live].map((kill) => [key(kill), kill]));
  return [...once.values()].sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** How often a container of that name restarted, in all its pods: within the window if the history was read, else since they began. */
export function restartsOf({ containerRestarts, restartHistory }: KillEvidence, container: string): number {
  const inWindow = restartHistory?.value.filter((it) => it.container === container).map((it) => it.restarts);
  const sinceBegin = containerRestarts?.value.flatMap((pod) =>
    pod.containers.filter((it) => it.name === container).map((it) => it.restarts),
  );
  const counts = inWindow && inWindow.length > 0 ? inWindow : (sinceBegin ?? []);
  return counts.reduce((sum, count) => sum + count, 0);
}

const hour = 3_600_000;

/** Whether kills still have to be expected: the last one is not much longer ago than they usually lie apart, or than an hour for a single one. */
export function isGoingOn(kills: readonly OomKill[], now: Date): boolean {
  const times = kills.map((kill) => kill.at.getTime());
  if (times.length === 0) return false;
  const last = Math.max(...times);
  const apart = times.length > 1 ? (last - Math.min(...times)) / (times.length - 1) : 0;
  return now.getTime() - last <= Math.max(hour, 3 * apart);
}

function stamp(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z');
}
