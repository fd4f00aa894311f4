import type { Cluster } from '../world/estate.ts';
import type { KubePlural } from '../world/kubernetes/kube-kinds.ts';
import type { KubeObject } from '../world/kubernetes/metadata.ts';
import { onceFor } from '../world/once-for.ts';
import type { ApiObject, KubeHistory } from './kube-source.ts';

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

interface Known {
  plural?: KubePlural;
  /** The object without what passes. */
  text: string;
  version: number;
  created: number;
}

const versionsOf = onceFor((_cluster: Cluster) => ({
  last: 0,
  known: new Map<string, Known>(),
  gone: [] as Known[],
}));

/** So many objects that have gone are remembered of a cluster. */
const mostGone = 1_000;

/** As a version counts the seconds of a moment. */
export const versionAt = (at: Date): number => Math.floor(at.getTime() / 1_000) - 1_500_000_000;

/** Gives objects a resourceVersion that is another only when the object is: seen at a moment, and ever growing in a cluster. */
export function versioned(cluster: Cluster, objects: KubeObject[], at: Date): KubeObject[] {
  const versions = versionsOf(cluster);
  return objects.map((object) => {
    const { uid } = object.metadata;
    const text = JSON.stringify(object, (key, value) => (passing.has(key) ? undefined : value));
    const before = versions.known.get(uid);
    const same = before?.text === text ? before : undefined;
    const version = same?.version ?? next(versions, at);
    if (!same) versions.known.set(uid, { ...before, text, version, created: before?.created ?? version });
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
  });
}

/** The same for all objects of a kind: those of before that are not among them have gone. */
export function allVersioned(cluster: Cluster, plural: KubePlural, objects: KubeObject[], at: Date): KubeObject[] {
  const versions = versionsOf(cluster);
  const all = versioned(cluster, objects, at);
  const here = new Set(objects.map(({ metadata }) => metadata.uid));
  for (const uid of here) {
    const known = versions.known.get(uid);
    if (known) known.plural = plural;
  }
  for (const [uid, known] of versions.known) {
    if (known.plural !== plural || here.has(uid)) continue;
    versions.known.delete(uid);
    versions.gone.push({ ...known, version: next(versions, at) });
  }
  versions.gone.splice(0, Math.max(0, versions.gone.length - mostGone));
  return all;
}

/** What has changed in a cluster, as far as somebody looked. */
export function historyOf(cluster: Cluster, at: Date): KubeHistory {
  const versions = versionsOf(cluster);
  return {
    last: () => Math.max(versionAt(at), versions.last),
    created: ({ metadata }) => versions.known.get(metadata.uid ?? '')?.created ?? 0,
    gone: (plural) =>
      versions.gone.flatMap((it) => {
        if (it.plural !== plural) return [];
        const object = JSON.parse(it.text) as ApiObject;
        const metadata = { ...object.metadata, resourceVersion: String(it.version) };
        return [{ object: { ...object, metadata }, created: it.created }];
      }),
  };
}

function next(versions: { last: number }, at: Date): number {
  versions.last = Math.max(versionAt(at), versions.last + 1);
  return versions.last;
}
