import { isSuffering } from '../routing/suffering.ts';
import type { Workload } from '../situation/workload.ts';
import { controllerOf } from '../situation/workloads.ts';

/** Whether a workload lacks pods that should be there: its newest revision counts alone, though older pods may still serve. */
export function lacksPods({ kind, desired, pods, revisions, unseen = 0 }: Workload): boolean {
  // A Job promises no number; one that ever had a pod still shows it.
  if (kind === 'Job' && pods.length === 0) return true;
  if (unseen > 0) return false;
  if (pods.length < (desired ?? 0)) return true;
  const [newest] = revisions;
  const own = pods.filter((pod) => controllerOf(pod)?.name === newest?.metadata?.name);
  return newest !== undefined && own.length < (newest.spec?.replicas ?? 0);
}

/** Whether a workload has too few ready pods, or a new one that does not come to run beside older ones that serve. */
export function isHeldUp(workload: Workload): boolean {
  return isSuffering(workload) || workload.pods.some(({ status }) => status?.phase === 'Pending');
}
