import type { Azure } from '../../azure/azure.ts';
import type { AffectedNow } from '../../model/security-alert.ts';

/** A workload of that name as it is now: the first kind that has one; undefined where none has. Throws UpstreamError. */
export async function workloadNow(
  { kubernetes }: Azure,
  clusterId: string,
  { namespace, name }: { namespace: string; name: string },
): Promise<AffectedNow['workload']> {
  const deployment = await kubernetes.object(clusterId, 'deployments', name, namespace);
  if (deployment) return replicated('Deployment', name, deployment);
  const set = await kubernetes.object(clusterId, 'statefulsets', name, namespace);
  if (set) return replicated('StatefulSet', name, set);
  const daemons = await kubernetes.object(clusterId, 'daemonsets', name, namespace);
  if (!daemons) return undefined;
  const { desiredNumberScheduled: wanted = 0, numberReady: ready = 0 } = daemons.status ?? {};
  return { kind: 'DaemonSet', name, wanted, ready };
}

function replicated(
  kind: string,
  name: string,
  { spec, status }: { spec?: { replicas?: number }; status?: { readyReplicas?: number } },
): NonNullable<AffectedNow['workload']> {
  return { kind, name, wanted: spec?.replicas ?? 1, ready: status?.readyReplicas ?? 0 };
}
