import type { Pod } from '../estate.ts';
import { kubeTime } from './metadata.ts';

/** The status of a pod that no node takes, in the scheduler's words. */
export function pendingStatus(pod: Pod, message: string) {
  return {
    phase: 'Pending',
    qosClass: 'Burstable',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        lastProbeTime: null,
        lastTransitionTime: kubeTime(pod.createdAt),
        reason: 'Unschedulable',
        message,
      },
    ],
  };
}

/** The status of a pod that its kubelet evicted. */
export function evictedStatus(pod: Pod, evicted: { at: Date; message: string }) {
  return {
    phase: 'Failed',
    reason: 'Evicted',
    message: evicted.message,
    startTime: kubeTime(pod.createdAt),
    qosClass: 'Burstable',
    conditions: [
      {
        type: 'DisruptionTarget',
        status: 'True',
        lastProbeTime: null,
        lastTransitionTime: kubeTime(evicted.at),
        reason: 'TerminationByKubelet',
        message: evicted.message,
      },
    ],
  };
}
