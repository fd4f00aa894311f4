import type { V1Pod } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { selects } from './selects.ts';
import type { RolledWorkload, WorkloadTarget } from './workload-target.ts';

/** Which container, and from when on; Kubernetes' times have whole seconds. */
interface Watched {
  container: string;
  since: Date;
}

/** The name of a pod of the workload whose container was OOM-killed since a time; undefined when none was. */
export async function killedSince(
  azure: Azure,
  { clusterId, namespace }: WorkloadTarget,
  workload: RolledWorkload,
  watched: Watched,
): Promise<string | undefined> {
  return killedAmong(await azure.kubernetes.list(clusterId, 'pods', namespace), workload, watched);
}

/** The same of pods that were read. Pure. */
export function killedAmong(
  pods: readonly V1Pod[],
  { spec }: RolledWorkload,
  { container, since }: Watched,
): string | undefined {
  const from = new Date(Math.floor(since.getTime() / 1_000) * 1_000);
  const its = pods.filter(
    ({ metadata }) => selects(spec?.selector, metadata?.labels ?? {}) && (metadata?.creationTimestamp ?? from) >= from,
  );
  return its.find((pod) => wasKilled(pod, container, from))?.metadata?.name;
}

function wasKilled({ status }: V1Pod, container: string, from: Date): boolean {
  const its = status?.containerStatuses?.find(({ name }) => name === container);
  return [its?.state?.terminated, its?.lastState?.terminated].some(
    (end) => end?.reason === 'OOMKilled' && (end.finishedAt ?? from) >= from,
  );
}
