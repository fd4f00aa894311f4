import type { Azure } from '../azure/azure.ts';
import { gapOf } from '../azure/gap.ts';
import { UpstreamError } from '../errors.ts';
import type { Gap } from '../model/gap.ts';
import type { ClusterRef } from '../model/subject.ts';
import { inventoryNames } from './inventory-names.ts';
import { type Named, namesOf, type Plural } from './names-of.ts';

/** What a search of one cluster came to. */
export interface Searched {
  cluster: ClusterRef;
  /** Whether the Kubernetes API answered at all. */
  isReached: boolean;
  names: Named[];
  gaps: Gap[];
}

/** The names in a cluster: one list a kind, side by side; from the inventory when the Kubernetes API did not answer. */
export async function namesIn(
  azure: Azure,
  cluster: ClusterRef,
  plurals: readonly Plural[],
  now: Date,
): Promise<Searched> {
  const lists = await Promise.all(
    plurals.map(async (plural) => {
      try {
        return { plural, items: await azure.kubernetes.list(cluster.id, plural) };
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        return { plural, error };
      }
    }),
  );
  const failed = lists.flatMap((it) => (it.error ? [{ ...it, error: it.error }] : []));
  const [first] = failed;
  if (first && failed.length === lists.length) {
    const inventory = await inventoryNames(azure, cluster, now);
    return {
      cluster,
      isReached: false,
      names: inventory.names,
      gaps: [gapOf(first.error, `workloads of ${cluster.name}`), ...inventory.gaps],
    };
  }
  const listed = lists.flatMap(({ plural, items = [] }) => items.map((item) => ({ plural, item })));
  const gaps = failed.map(({ plural, error }) => gapOf(error, `${plural} of ${cluster.name}`));
  return { cluster, isReached: true, names: namesOf(cluster, listed), gaps };
}
