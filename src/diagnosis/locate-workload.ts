import type { Azure } from '../azure/azure.ts';
import { clustersOf } from '../azure/estate.ts';
import { UserError } from '../errors.ts';
import { closest } from '../model/closest.ts';
import type { Located } from '../model/located.ts';
import type { ClusterRef, Subject } from '../model/subject.ts';
import { namesIn } from './cluster-search.ts';
import { mergeGaps } from './merge-gaps.ts';
import type { Named } from './names-of.ts';

/** A workload, pod or node by the name that a person gave, case-blind, with what he said about where it is. */
export interface Wanted {
  name: string;
  cluster?: string;
  namespace?: string;
  kind?: Subject['kind'];
}

/**
 * Finds what a name means over all clusters; pods and ReplicaSets stand for their owner.
 * A name in another namespace than the wanted one is offered rather than taken. Throws UserError for an unknown cluster.
 */
export async function locateWorkload(azure: Azure, wanted: Wanted, now = new Date()): Promise<Located> {
  const clusters = wantedClusters(await clustersOf(azure), wanted.cluster);
  const searched = await Promise.all(clusters.map((cluster) => namesIn(azure, cluster, now)));
  const gaps = mergeGaps(searched.flatMap((it) => it.gaps));
  const names = searched
    .flatMap((it) => it.names)
    .filter(({ subject }) => !wanted.kind || subject.kind === wanted.kind);

  const called = names.filter((it) => same(it.name, wanted.name));
  // A workload's own name wins over a pod that happens to be called so.
  const preferred = called.some((it) => it.own) ? called.filter((it) => it.own) : called;
  const there = preferred.filter(({ subject }) => !wanted.namespace || same(subject.namespace, wanted.namespace));
  const subjects = distinct(there.length > 0 ? there : preferred);

  const [first] = subjects;
  if (!first) return { kind: 'unknown', closest: closestNames(wanted, names), gaps };
  if (subjects.length > 1 || there.length === 0) return { kind: 'ambiguous', subjects, gaps };
  return { kind: 'found', subject: first, gaps };
}

function wantedClusters(clusters: ClusterRef[], name: string | undefined): ClusterRef[] {
  if (name === undefined) return clusters;
  const found = clusters.filter((cluster) => same(cluster.name, name));
  if (found.length > 0) return found;
  const close = closest(
    name,
    clusters.map((cluster) => cluster.name),
  );
  const hint =
    close.length > 0 ? `Did you mean ${close.join(' or ')}?` : 'Ask "cluster health" for the list of clusters.';
  throw new UserError(`No cluster called "${name}". ${hint}`);
}

function closestNames({ name, namespace }: Wanted, names: Named[]): string[] {
  const own = names.filter((it) => it.own);
  const inNamespace = own.filter(({ subject }) => namespace && same(subject.namespace, namespace));
  const near = closest(
    name,
    inNamespace.map((it) => it.name),
  );
  return near.length > 0
    ? near
    : closest(
        name,
        own.map((it) => it.name),
      );
}

function distinct(names: Named[]): Subject[] {
  const key = ({ subject: { cluster, kind, namespace, name } }: Named) =>
    [cluster.id, kind, namespace, name].join('\n');
  return [...new Map(names.map((it) => [key(it), it.subject])).values()];
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
