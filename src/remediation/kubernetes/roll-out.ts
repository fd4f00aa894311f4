import type { Verified } from '../action.ts';
import { replicasOf, updateStrategyOf } from './reach-of.ts';
import type { RolledWorkload } from './workload-target.ts';

/**
 * How far the newest roll-out of a workload is, as `kubectl rollout status` tells it. With OnDelete it is over at once:
 * nothing replaces the pods; with a partition, when the pods above it are new. `since`: one that was stuck before is
 * told as such by its controller until the next one gets on, as of a roll-back of what is stuck.
 */
export function rollOut(workload: RolledWorkload, since: Date): Verified {
  const { metadata, status } = workload;
  const all = replicasOf(workload);
  const { type, partition } = updateStrategyOf(workload);
  const wanted = Math.max(0, all - partition);
  const name = metadata?.name ?? 'it';
  if ((status?.observedGeneration ?? 0) < (metadata?.generation ?? 0))
    return { state: 'pending', sentence: `The roll-out of ${name} has not begun.` };
  const conditions = (status && 'conditions' in status ? status.conditions : undefined) ?? [];
  if (conditions.some((it) => isStuck(it, since)))
    return {
      state: 'failed',
      partly: true,
      sentence: `The roll-out of ${name} is stuck: it made no progress in its time.`,
    };
  const { updated, ready, left } = counts(workload);
  if (type === 'OnDelete')
    return { state: 'done', sentence: `${updated} of ${all} pods of ${name} are new; the others change when deleted.` };
  const why = conditions.some(isRefused) ? ' The API server refuses new pods: ask why.' : '';
  if (updated < wanted) return { state: 'pending', sentence: `${updated} of ${wanted} pods of ${name} are new.${why}` };
  if (left > 0 && partition === 0)
    return { state: 'pending', sentence: `${left} old pods of ${name} are still ending.` };
  if (ready < all) return { state: 'pending', sentence: `${ready} of ${all} pods of ${name} are ready.` };
  return {
    state: 'done',
    sentence:
      partition > 0
        ? `The roll-out is finished: ${wanted} of ${all} pods of ${name} are new, as its partition wants, and all are ready.`
        : `The roll-out is finished: ${all} of ${all} pods of ${name} are new and ready.`,
  };
}

interface Condition {
  type?: string;
  status?: string;
  reason?: string;
  lastUpdateTime?: Date;
}

function isStuck({ type, status, reason, lastUpdateTime }: Condition, since: Date): boolean {
  if (type !== 'Progressing' || status !== 'False' || reason !== 'ProgressDeadlineExceeded') return false;
  // Kubernetes' times have whole seconds.
  return lastUpdateTime === undefined || lastUpdateTime.getTime() >= Math.floor(since.getTime() / 1_000) * 1_000;
}

function isRefused({ type, status }: Condition): boolean {
  return type === 'ReplicaFailure' && status === 'True';
}

/** `left`: pods of older templates. */
function counts({ status }: RolledWorkload): { updated: number; ready: number; left: number } {
  if (!status) return { updated: 0, ready: 0, left: 0 };
  if ('desiredNumberScheduled' in status)
    return { updated: status.updatedNumberScheduled ?? 0, ready: status.numberAvailable ?? 0, left: 0 };
  const { updatedReplicas = 0, replicas = 0 } = status as { updatedReplicas?: number; replicas?: number };
  const { availableReplicas, readyReplicas } = status as { availableReplicas?: number; readyReplicas?: number };
  // A Deployment leaves out what is 0; an old API server leaves it out of every StatefulSet.
  const ready = availableReplicas ?? ('updateRevision' in status ? readyReplicas : undefined) ?? 0;
  return { updated: updatedReplicas, ready, left: replicas - updatedReplicas };
}
