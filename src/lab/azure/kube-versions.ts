import type { Cluster } from '../world/estate.ts';
import type { KubePlural } from '../world/kubernetes/kube-kinds.ts';
import type { KubeObject } from '../world/kubernetes/metadata.ts';
import { onceFor } from '../world/once-for.ts';

const patchable = new Set<KubePlural>([
  'deployments',
  'statefulsets',
  'daemonsets',
  'cronjobs',
  'pods',
  'nodes',
  'services',
  'networkpolicies',
  'rolebindings',
  'clusterrolebindings',
]);

/** Whether the range's API servers take patches of a kind. */
export function isPatchable(plural: KubePlural): boolean {
  return patchable.has(plural);
}

/** Fields that pass with the time and are no change of the object. */
const passing = new Set(['resourceVersion', 'lastHeartbeatTime', 'lastTransitionTime', 'lastUpdateTime', 'renewTime']);

const versionsOf = onceFor((_cluster: Cluster) => ({
  last: 0,
  known: new Map<string, { text: string; version: number }>(),
}));

/** Gives objects a resourceVersion that is another only when the object is: seen at a moment, and ever growing in a cluster. */
export function versioned(cluster: Cluster, objects: KubeObject[], at: Date): KubeObject[] {
  const versions = versionsOf(cluster);
  const now = Math.floor(at.getTime() / 1_000) - 1_500_000_000;
  return objects.map((object) => {
    const text = JSON.stringify(object, (key, value) => (passing.has(key) ? undefined : value));
    const before = versions.known.get(object.metadata.uid);
    const same = before?.text === text ? before : undefined;
    const version = same?.version ?? Math.max(now, versions.last + 1);
    if (!same) {
      versions.last = version;
      versions.known.set(object.metadata.uid, { text, version });
    }
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
  });
}
