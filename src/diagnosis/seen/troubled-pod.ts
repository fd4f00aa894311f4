import type { V1Pod } from '@kubernetes/client-node';
import { hasCompleted, isReady, type Workload } from '../situation/workload.ts';

/** The pod of a workload that people will look at: the first that is not ready, or that failed for good. */
export function troubledPod({ pods }: Workload): V1Pod | undefined {
  return pods.find((pod) => !isReady(pod) && !hasCompleted(pod));
}
