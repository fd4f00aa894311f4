import type { Verified } from '../action.ts';
import { replicasOf } from './reach-of.ts';
import type { RolledWorkload } from './workload-target.ts';

/** How far the newest roll-out of a workload is, as `kubectl rollout status` tells it. */
export function rollOut(workload: RolledWorkload): Verified {
  const { metadata, status } = workload;
  const wanted = replicasOf(workload);
  const name = metadata?.name ?? 'it';
  if ((status?.observedGeneration ?? 0) < (metadata?.generation ?? 0))
    return { state: 'pending', sentence: `The roll-out of ${name} has not begun.` };
  const stuck = status && 'conditions' in status ? status.conditions?.find(isStuck) : undefined;
  if (stuck) return { state: 'failed', sentence: `The roll-out of ${name} is stuck: it made no progress in its time.` };
  const { updated, ready, all } = counts(workload);
  if (updated < wanted) return { state: 'pending', sentence: `${updated} of ${wanted} pods of ${name} are new.` };
  if (all > updated) return { state: 'pending', sentence: `${all - updated} old pods of ${name} are still ending.` };
  if (ready < wanted) return { state: 'pending', sentence: `${ready} of ${wanted} new pods of ${name} are ready.` };
  return {
    state: 'done',
    sentence: `The roll-out is finished: ${wanted} of ${wanted} pods of ${name} are new and ready.`,
  };
}

function isStuck({ type, status, reason }: { type?: string; status?: string; reason?: string }): boolean {
  return type === 'Progressing' && status === 'False' && reason === 'ProgressDeadlineExceeded';
}

function counts({ status }: RolledWorkload): { updated: number; ready: number; all: number } {
  if (!status) return { updated: 0, ready: 0, all: 0 };
  if ('desiredNumberScheduled' in status)
    return {
      updated: status.updatedNumberScheduled ?? 0,
      ready: status.numberAvailable ?? 0,
      all: status.updatedNumberScheduled ?? 0,
    };
  const { updatedReplicas = 0, replicas = 0 } = status as { updatedReplicas?: number; replicas?: number };
  const { availableReplicas, readyReplicas } = status as { availableReplicas?: number; readyReplicas?: number };
  return { updated: updatedReplicas, ready: availableReplicas ?? readyReplicas ?? 0, all: replicas };
}
