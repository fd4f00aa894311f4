import type { ClusterRef } from '../model/subject.ts';
import type { Searched } from './cluster-search.ts';

/** How long clusters that say nothing are waited for once the name was found elsewhere. */
const graceMs = 2_000;

/**
 * Searches clusters side by side. Once `isEnough` says that something was found, those that have not answered get two
 * seconds more and then become gaps: one cluster out of reach must not hold the others' answer up.
 */
export async function searchClusters(
  clusters: readonly ClusterRef[],
  search: (cluster: ClusterRef) => Promise<Searched>,
  isEnough: (found: Searched) => boolean,
): Promise<Searched[]> {
  const answers = new Map<ClusterRef, Searched>();
  const asked = clusters.map(async (cluster) => {
    const found = await search(cluster);
    answers.set(cluster, found);
    return found;
  });
  let timer: NodeJS.Timeout | undefined;
  const graceOver = new Promise<void>((resolve) => {
    const startGrace = (found: Searched) => {
      if (isEnough(found)) timer ??= setTimeout(resolve, graceMs);
    };
    // A search fails by a bug only, which Promise.all tells.
    for (const it of asked) it.then(startGrace, () => undefined);
  });
  try {
    await Promise.race([Promise.all(asked), graceOver]);
  } finally {
    clearTimeout(timer);
  }
  return clusters.map((cluster) => answers.get(cluster) ?? tooSlow(cluster));
}

function tooSlow(cluster: ClusterRef): Searched {
  return {
    cluster,
    isReached: false,
    names: [],
    gaps: [
      {
        what: `workloads of ${cluster.name}`,
        service: 'Kubernetes API',
        why: `${cluster.name} did not answer within ${graceMs / 1000} s after another cluster had the name; it may have it as well.`,
        next: `Say cluster=${cluster.name} to wait for it.`,
      },
    ],
  };
}
