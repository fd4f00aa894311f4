import type { V1Pod, V1PodTemplateSpec, V1ReplicaSet } from '@kubernetes/client-node';
import type { WorkloadKind } from '../../model/subject.ts';

/** A workload as it stands: what it should be, and the pods it has. */
export interface Workload {
  kind: WorkloadKind;
  namespace: string;
  name: string;
  /** Pod template in force; a bare pod's is the pod itself. */
  template: V1PodTemplateSpec;
  /** Undefined where the kind promises no number of pods. */
  desired?: number;
  /** Pods that its controller counts as ready though they are not among those that were read. */
  unseen?: number;
  /** Pods that have not ended for good, oldest first. */
  pods: V1Pod[];
  /** Of a Deployment, newest revision first; the first is in force. */
  revisions: V1ReplicaSet[];
}

/** Whether a pod's conditions say Ready; of a source that knows no conditions, whether all its containers run. */
export function isReady({ status }: V1Pod): boolean {
  const { conditions, containerStatuses = [] } = status ?? {};
  if (conditions) return conditions.some((it) => it.type === 'Ready' && it.status === 'True');
  return containerStatuses.length > 0 && containerStatuses.every(({ state }) => state?.running !== undefined);
}

/** Whether a pod has ended for good: its controller replaced it, or its work is done. */
export function hasEnded({ status }: V1Pod): boolean {
  const { phase, containerStatuses = [] } = status ?? {};
  if (phase) return phase === 'Succeeded' || phase === 'Failed';
  // A source that shows no phase shows how the containers ended.
  return containerStatuses.length > 0 && containerStatuses.every(({ state }) => state?.terminated !== undefined);
}

/** Whether a pod's work is done and all its containers ended without an error. */
export function hasCompleted(pod: V1Pod): boolean {
  const { phase, containerStatuses = [] } = pod.status ?? {};
  if (phase) return phase === 'Succeeded';
  return (
    containerStatuses.length > 0 && containerStatuses.every(({ state }) => state?.terminated?.reason === 'Completed')
  );
}

/** A pod's container statuses with what they are: init containers first, as they run. */
export function statusesOf({ status }: V1Pod) {
  return [
    ...(status?.initContainerStatuses ?? []).map((it) => ({ ...it, role: 'init' as const })),
    ...(status?.containerStatuses ?? []).map((it) => ({ ...it, role: 'app' as const })),
    ...(status?.ephemeralContainerStatuses ?? []).map((it) => ({ ...it, role: 'ephemeral' as const })),
  ];
}

/** How a container ended last, of the two endings that the API knows. */
export function lastEnding(status: ReturnType<typeof statusesOf>[number]) {
  return status.state?.terminated ?? status.lastState?.terminated;
}
