import type { V1Pod } from '@kubernetes/client-node';
import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import { refOf, type Situation } from '../situation/situation.ts';
import { statusesOf, type Workload } from '../situation/workload.ts';

/** A pod that has a node and in which no container ever ran. */
export interface PendingStart {
  workload: Workload;
  pod: V1Pod;
  /** Its events, newest first. */
  events: EventFact[];
}

/** One for each workload with a pod that has its node but whose containers are still being made. */
export function pendingStarts(situation: Situation): PendingStart[] {
  return situation.workloads.flatMap((workload) => {
    const pod = workload.pods.find((it) => it.spec?.nodeName && it.status?.phase === 'Pending' && !hasRun(it));
    return pod ? [{ workload, pod, events: situation.eventsOf(refOf('Pod', pod)) }] : [];
  });
}

/** Waiting for their volumes and network, containers say ContainerCreating or PodInitializing, or nothing yet. */
function hasRun(pod: V1Pod): boolean {
  return statusesOf(pod).some(
    ({ state, lastState, restartCount }) =>
      restartCount > 0 ||
      state?.running !== undefined ||
      state?.terminated !== undefined ||
      lastState?.terminated !== undefined ||
      !/^(?:ContainerCreating|PodInitializing)?$/.test(state?.waiting?.reason ?? ''),
  );
}
