import { hasCompleted, isReady, type Workload } from '../situation/workload.ts';

/** Whether a workload has fewer ready pods than it should have. */
export function isSuffering({ desired, pods, unseen = 0 }: Workload): boolean {
  const ready = pods.filter(isReady).length + unseen;
  // A pod that nobody controls stays when its work is done.
  return ready < (desired ?? pods.filter((pod) => !hasCompleted(pod)).length);
}

/** Whether no pod of it answers, though some should. */
export function isDown(workload: Workload): boolean {
  return isSuffering(workload) && !workload.unseen && !workload.pods.some(isReady);
}
