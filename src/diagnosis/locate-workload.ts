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

/** A workload, pod, node or namespace by the name that a person gave, case-blind, with what he said about where it is. */
export interface Wanted {
  name: string;
  cluster?: string;
  namespace?: string;
  kind?: Subject['kind'];
}

/**
 * Finds what a name means over all clusters; pods and ReplicaSets stand for their owner, and a namespace is meant
 * when nothing in a cluster is called so, or when its kind is wanted.
 * A name in another namespace than the wanted one is offered rather than taken. Throws UserError for an unknown cluster.
 */
export async function locateWorkload(azure: Azure, wanted: Wanted, now = new Date()): Promise<Located> {
  const once = askOnce(azure);
  const clusters = wantedClusters(await clustersOf(azure), wanted.cluster);
  const has = (it: Searched) => calledSo(withNamespaces(it), wanted).length > 0;
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
  const all = searched.flatMap(withNamespaces);
  const gaps = mergeGaps(searched.flatMap((it) => it.gaps));
  const names = all.filter((it) => isOfKind(it, wanted));

  const called = calledSo(names, wanted);
  const preferred = nearest(called);
  const there = preferred.filter(({ subject }) => !wanted.namespace || same(subject.namespace, wanted.namespace));
  const subjects = distinct(there.length > 0 ? there : preferred);

  const [subject] = subjects;
  if (!subject) return { kind: 'unknown', closest: closestNames(wanted, names), gaps };
  if (subjects.length > 1 || there.length === 0) return { kind: 'ambiguous', subjects, gaps };
  return { kind: 'found', subject, gaps };
}

/** A workload's own name wins over a pod that happens to be called so, and what has a name over its namespace. */
function nearest(called: Named[]): Named[] {
  const things = called.filter(({ kind }) => kind !== 'Namespace');
  const own = things.filter((it) => it.own);
  return [own, things].find((it) => it.length > 0) ?? called;
}

/** The names in a cluster, and those of the namespaces that they live in. */
function withNamespaces({ cluster, names }: Searched): Named[] {
  const namespaces = new Set(names.map(({ subject }) => subject.namespace).filter((it) => it !== ''));
  const subjects = [...namespaces].map((name) => ({ cluster, kind: 'Namespace' as const, namespace: name, name }));
  return [...names, ...subjects.map((subject) => ({ name: subject.name, kind: subject.kind, own: true, subject }))];
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
