import type { KubernetesKinds } from '../../../azure/kubernetes.ts';
import type { Fold, Folded } from '../../../azure/kubernetes-fold.ts';
import { listOrigin } from '../../../evidence/kubernetes/listed.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { PostureReading } from '../posture-reading.ts';
import type { ReadResource } from '../read-resources.ts';
import { CutList } from './cut-list.ts';

/** So many objects of a kind are looked at in one cluster: forty pages. */
const most = 20_000;

/**
 * All objects of a kind in a cluster, of which only what is kept stays in memory; once in a run, whoever asks.
 * A kind is always kept in the same way. Throws UpstreamError.
 */
export function readKind<K extends keyof KubernetesKinds, S>(
  { azure, now, once }: PostureReading,
  { id }: ReadResource,
  kind: K,
  keep: Omit<Fold<KubernetesKinds[K], S>, 'most'>,
): Promise<Evidence<Folded<S>>> {
  return once(`${kind} of ${id.toLowerCase()}`, async () => ({
    value: await azure.kubernetes.fold(id, kind, { ...keep, most }),
    source: listOrigin(kind, '', azure.kubernetes.wayTo(id)),
    at: now,
  }));
}

/**
 * The same, where each object becomes one that is kept, or none. Throws UpstreamError for more objects than are read too:
 * of a list that was cut nobody knows that nothing in it offends.
 */
export async function readSome<K extends keyof KubernetesKinds, T>(
  reading: PostureReading,
  cluster: ReadResource,
  kind: K,
  keep: (item: KubernetesKinds[K]) => T | undefined,
): Promise<Evidence<T[]>> {
  const { value, ...rest } = await readKind<K, T[]>(reading, cluster, kind, {
    begin: () => [],
    add: (kept, items) => {
      for (const item of items) {
        const one = keep(item);
        if (one !== undefined) kept.push(one);
      }
    },
  });
  if (value.isCut) throw new CutList(kind, value.read);
  return { ...rest, value: value.state };
}
