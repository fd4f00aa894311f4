import type { Cluster, Pod } from '../estate.ts';
import type { Quota, Settings } from '../namespaced.ts';
import { cores, type KubeObject, mebibytes } from './metadata.ts';
import { namespacedMetadata } from './namespaced-metadata.ts';

/** A ConfigMap or a Secret, whose values are in base64. */
export function settingsObject(cluster: Cluster, it: Settings): KubeObject {
  return {
    apiVersion: 'v1',
    kind: it.kind,
    metadata: namespacedMetadata(cluster, it.kind, it),
    ...(it.kind === 'ConfigMap' ? { data: it.data } : { type: 'Opaque', data: encoded(it.data) }),
  };
}

const encoded = (data: Record<string, string>) =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]));

/** A ResourceQuota, with what the namespace's pods request now. */
export function quotaObject(cluster: Cluster, quota: Quota, pods: Pod[]): KubeObject {
  const own = pods.filter((it) => it.workload.namespace === quota.namespace && !it.evicted && !it.completedAt);
  const sum = (of: 'cpuRequest' | 'memoryRequestMiB') =>
    own.flatMap((it) => it.containers.filter((one) => !one.init)).reduce((total, it) => total + it[of], 0);
  const hard = {
    pods: String(quota.hard.pods),
    'requests.cpu': cores(quota.hard.requestsCpu),
    'requests.memory': mebibytes(quota.hard.requestsMemoryMiB),
  };
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: namespacedMetadata(cluster, 'ResourceQuota', quota),
    spec: { hard },
    status: {
      hard,
      used: {
        pods: String(own.length),
        'requests.cpu': cores(sum('cpuRequest')),
        'requests.memory': mebibytes(sum('memoryRequestMiB')),
      },
    },
  };
}
