import { isReady, type Workload } from '../situation/workload.ts';

/** Whether a workload has fewer ready pods than it should have. */
export function isSuffering({ desired, pods }: Workload): boolean {
  const ready = pods.filter(isReady).length;
  return ready < (desired ?? pods.length);
}

/** Whether no pod of it answers, though some should. */
export function isDown(workload: Workload): boolean {
  return isSuffering(workload) && !workload.pods.some(isReady);
}
