import type { V1Pod } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import type { RolledWorkload, WorkloadTarget } from './workload-target.ts';

/** The name of a pod of the workload whose container was OOM-killed since a time; undefined when none was. */
export async function killedSince(
  azure: Azure,
  { clusterId, namespace }: WorkloadTarget,
  { spec }: RolledWorkload,
  { container, since }: { container: string; since: Date },
): Promise<string | undefined> {
  const labels = spec?.selector?.matchLabels ?? {};
  const pods = await azure.kubernetes.list(clusterId, 'pods', namespace);
  const its = pods.filter((pod) => isOf(pod, labels) && (pod.metadata?.creationTimestamp ?? since) >= since);
  return its.find((pod) => wasKilled(pod, container, since))?.metadata?.name;
}

function isOf({ metadata }: V1Pod, labels: Readonly<Record<string, string>>): boolean {
  const own = metadata?.labels ?? {};
  return Object.entries(labels).every(([key, value]) => own[key] === value);
}

function wasKilled({ status }: V1Pod, container: string, since: Date): boolean {
  const its = status?.containerStatuses?.find(({ name }) => name === container);
  return [its?.state?.terminated, its?.lastState?.terminated].some(
    (end) => end?.reason === 'OOMKilled' && (end.finishedAt ?? since) >= since,
  );
}
