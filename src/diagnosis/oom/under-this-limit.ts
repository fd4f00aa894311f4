import { mebibytes } from '../../evidence/kubernetes/mebibytes.ts';
import type { EvidenceOf } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import type { SituationFact } from '../situation/situation-facts.ts';
import type { OomKill } from './kills.ts';

/**
 * The kills that tell of the limits in force: those before a roll-out that raised the container's memory limit, of pods
 * that are gone since, are over.
 */
export function underThisLimit(
  kills: readonly OomKill[],
  evidence: EvidenceOf<never, SituationFact | 'containerRestarts'>,
): OomKill[] {
  const { workloads } = situationOf(evidence);
  const alive = new Set((evidence.containerRestarts?.value ?? []).map(({ name }) => name));
  return kills.filter(({ pod, container, at }) => {
    if (alive.size === 0 || alive.has(pod)) return true;
    const revisions = workloads.find((it) =>
      it.pods.some(({ metadata }) => alive.has(metadata?.name ?? '')),
    )?.revisions;
    const [newest, before] = (revisions ?? []).map((set) => ({
      at: set.metadata?.creationTimestamp,
      limit: mebibytes(
        set.spec?.template?.spec?.containers.find(({ name }) => name === container)?.resources?.limits?.memory,
      ),
    }));
    const isRaised = newest && before?.limit !== undefined && (newest.limit ?? Number.POSITIVE_INFINITY) > before.limit;
    return !(isRaised && newest.at && newest.at > at);
  });
}
