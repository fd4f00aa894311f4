import type { Cluster } from '../estate.ts';
import { seededUuid } from '../seeded.ts';
import { type KubeObject, kubeTime, resourceVersion } from './metadata.ts';

/** Metadata of an object that stands beside the workloads. */
export function namespacedMetadata(
  cluster: Cluster,
  kind: string,
  it: { namespace: string; name: string; createdAt: Date },
): KubeObject['metadata'] {
  const key = `${kind}/${cluster.name}/${it.namespace}/${it.name}`;
  return {
    name: it.name,
    ...(it.namespace && { namespace: it.namespace }),
    uid: seededUuid(key),
    creationTimestamp: kubeTime(it.createdAt),
    resourceVersion: resourceVersion(it.createdAt, key),
  };
}
