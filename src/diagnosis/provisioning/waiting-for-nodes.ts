import type { V1Pod } from '@kubernetes/client-node';
import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import { isUnplaced } from '../scheduling/placements.ts';
import { refOf, type Situation } from '../situation/situation.ts';
import type { Workload } from '../situation/workload.ts';

/** A workload whose pods wait for a node, and what node autoscalers say of them. */
export interface WaitingForNodes {
  workload: Workload;
  pods: V1Pod[];
  /** Newest first: of the cluster autoscaler, or of Karpenter. */
  events: EventFact[];
}

const spoken = /^(?:NotTriggerScaleUp|TriggeredScaleUp|FailedScaleUp|FailedToScaleUp|Nominated)$/;
const byKarpenter = /nodepool|node pool|nodeclaim|instance type/i;
const recentMs = 20 * 60_000;
const most = 30;

/** The workloads that wait for a node while a node autoscaler speaks of their pods, or might. */
export function waitingForNodes(situation: Situation, now: Date): WaitingForNodes[] {
  return situation.workloads.flatMap((workload) => {
    const pods = workload.pods.filter(isUnplaced);
    if (pods.length === 0) return [];
    const events = pods
      .slice(0, most)
      .flatMap((pod) => situation.eventsOf(refOf('Pod', pod)))
      .filter(
        ({ reason, message, lastAt }) =>
          (spoken.test(reason) || (reason === 'FailedScheduling' && byKarpenter.test(message))) &&
          now.getTime() - lastAt.getTime() < recentMs,
      )
      .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
    return [{ workload, pods, events }];
  });
}

/** "3 pods of cart wait", "1 pod of cart waits". */
export function waitWords({ workload, pods }: WaitingForNodes): string {
  return pods.length === 1 ? `1 pod of ${workload.name} waits` : `${pods.length} pods of ${workload.name} wait`;
}
