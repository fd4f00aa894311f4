import type { Azure } from '../azure/azure.ts';
import { clustersOf } from '../azure/estate.ts';
import { UserError } from '../errors.ts';
import { closest } from '../model/closest.ts';
import type { Located } from '../model/located.ts';
import type { ClusterRef, Subject } from '../model/subject.ts';
import { askOnce } from './ask-once.ts';
import { namesIn, type Searched } from './cluster-search.ts';
import { mergeGaps } from './merge-gaps.ts';
import { kinds, type Named, type Plural } from './names-of.ts';
import { searchClusters } from './search-clusters.ts';

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
  const once = askOnce(azure);
  const clusters = wantedClusters(await clustersOf(azure), wanted.cluster);
  const has = ({ names }: Searched) => calledSo(names, wanted).length > 0;
  const search = (those: readonly ClusterRef[], listed: readonly Plural[]) =>
    searchClusters(those, (cluster) => namesIn(once, cluster, listed, now), has);
  // Pods are many: they are listed when the name may be one's, and when nothing else has it.
  const isPodLike = mayBeGenerated(wanted);
  const first = await search(clusters, isPodLike ? plurals : plurals.filter((it) => !generated.has(it)));
  const reached = first.filter((it) => it.isReached).map((it) => it.cluster);
  const searched =
    isPodLike || first.some(has)
      ? first
      : [...first.filter((it) => !it.isReached), ...(await search(reached, plurals))];
  const all = searched.flatMap((it) => it.names);
  const gaps = mergeGaps(searched.flatMap((it) => it.gaps));
  const names = all.filter((it) => isOfKind(it, wanted));

  const called = calledSo(names, wanted);
  // A workload's own name wins over a pod that happens to be called so.
  const preferred = called.some((it) => it.own) ? called.filter((it) => it.own) : called;
  const there = preferred.filter(({ subject }) => !wanted.namespace || same(subject.namespace, wanted.namespace));
  const subjects = distinct(there.length > 0 ? there : preferred);

  const [subject] = subjects;
  if (!subject) return { kind: 'unknown', closest: closestNames(wanted, names), gaps };
  if (subjects.length > 1 || there.length === 0) return { kind: 'ambiguous', subjects, gaps };
  return { kind: 'found', subject, gaps };
}

const plurals = Object.keys(kinds) as Plural[];
const generated: ReadonlySet<Plural> = new Set(['pods', 'replicasets']);

/** Whether a controller could have made the name: a hash has no vowels, a StatefulSet's pod ends in a number. */
function mayBeGenerated({ name, kind }: Wanted): boolean {
  return kind === 'Pod' || kind === 'ReplicaSet' || /-([bcdfghjklmnpqrstvwxz2456789]{4,10}|\d+)$/i.test(name);
}

function calledSo(names: readonly Named[], wanted: Wanted): Named[] {
  return names.filter((it) => same(it.name, wanted.name) && isOfKind(it, wanted));
}

/** A pod may be asked for as a pod, and stands for its workload. */
function isOfKind({ kind, subject }: Named, wanted: Wanted): boolean {
  return wanted.kind === undefined || kind === wanted.kind || subject.kind === wanted.kind;
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
