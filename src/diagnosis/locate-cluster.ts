import type { Azure } from '../azure/azure.ts';
import { clustersOf } from '../azure/estate.ts';
import { closest } from '../model/closest.ts';
import type { Located } from '../model/located.ts';
import type { ClusterRef, Subject } from '../model/subject.ts';

/** Finds a cluster by name, case-blind; without a name the only one there is, or all of them to choose from. */
export async function locateCluster(azure: Azure, { name }: { name?: string }): Promise<Located> {
  const clusters = await clustersOf(azure);
  const wanted = name?.toLowerCase();
  const found = clusters.filter((cluster) => wanted === undefined || cluster.name.toLowerCase() === wanted);
  const subjects = found.map(clusterSubject);
  const [first] = subjects;
  if (!first) {
    const names = clusters.map((cluster) => cluster.name);
    return { kind: 'unknown', closest: name === undefined ? [] : closest(name, names), gaps: [] };
  }
  return subjects.length === 1
    ? { kind: 'found', subject: first, gaps: [] }
    : { kind: 'ambiguous', subjects, gaps: [] };
}

function clusterSubject(cluster: ClusterRef): Subject {
  return { cluster, kind: 'Cluster', namespace: '', name: cluster.name };
}
