import type { EvidenceOf } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import type { SituationFact } from '../situation/situation-facts.ts';
import { heapOf, isTooLarge } from './heap.ts';
import { type KilledContainer, killedContainers, lifeAtStart } from './killed-containers.ts';
import type { OomKill } from './kills.ts';

/** Whether a rule of its own tells why this container was killed: an init container, at every start, no limit, or a heap above it. */
export function isToldBetter(killed: KilledContainer): boolean {
  const { role, spec, limitMiB } = killed;
  if (role === 'init' || lifeAtStart(killed) !== undefined) return true;
  // What resources are not shown may well have a limit.
  if (limitMiB === undefined) return spec?.resources !== undefined;
  const heap = spec && heapOf(spec, limitMiB);
  return heap !== undefined && isTooLarge(heap, limitMiB);
}

/** The same of a container by its name, for one workload's question: what no limit means is told by the rule of the node there. */
export function isNamedBetter(
  evidence: EvidenceOf<never, SituationFact>,
  kills: readonly OomKill[],
  now: Date,
): boolean {
  const container = kills[0]?.container;
  const pods = new Set(kills.map(({ pod }) => pod));
  // Another workload may well have a container of that name.
  const isIts = ({ workload }: KilledContainer) => workload.pods.some(({ metadata }) => pods.has(metadata?.name ?? ''));
  return killedContainers(situationOf(evidence), now).some(
    (it) => it.status.name === container && isIts(it) && it.limitMiB !== undefined && isToldBetter(it),
  );
}
