import { clustersOf } from '../../azure/estate.ts';
import { locateCluster } from '../../diagnosis/locate-cluster.ts';
import type { Wanted } from '../../diagnosis/locate-workload.ts';
import type { Context } from '../command.ts';
import { type Known, type SaidWorkload, type Sought, seek, wantedWorkload } from './wanted-workload.ts';

/** What was said of a workload, or of a place to look for trouble in. */
export interface SaidSubject extends Omit<SaidWorkload, 'workload'> {
  workload?: string | undefined;
}

type Knowing = Known & Pick<Context, 'thread'>;

/**
 * Finds what was meant: a workload (or node) where one was named, else the namespace or the cluster; with nothing said
 * at all the channel's, or every cluster to choose from. A name that nothing else has may be a cluster's or a namespace's.
 */
export async function wantedSubject(said: SaidSubject, known: Knowing): Promise<Sought> {
  const { workload, kind, places = [], namespace } = said;
  if (kind === 'Cluster' || kind === 'Namespace') return wholeOf(kind, said, known);
  if (workload === undefined) return place(said, known);
  if (known.assumed.has('workload')) return follow({ ...said, workload }, known);
  const alone =
    kind === undefined && places.length === 0 && (namespace === undefined || known.assumed.has('namespace'));
  if (alone && (await isCluster(workload, known))) return cluster(workload, known);
  return wantedWorkload({ ...said, workload }, known);
}

/** In a thread, "in staging-weu" is about the same workload there, and "in payments" about all of the place that it is in. */
async function follow(said: SaidWorkload, known: Knowing): Promise<Sought> {
  const { thread } = known;
  const { cluster, namespace } = explicit(said, known);
  const named = [...(said.places ?? []), ...[cluster, namespace].filter((it) => it !== undefined)];
  if (named.length === 0) return wantedWorkload(said, known);
  if (named.every((it) => it === thread.cluster || it === thread.namespace)) return place(said, known);
  const there = await wantedWorkload(said, known);
  return there.located.kind === 'found' ? there : place(said, known);
}

/** A press says the kind with its name; a sentence says "the cluster", or "the whole namespace". */
async function wholeOf(kind: 'Cluster' | 'Namespace', said: SaidSubject, known: Knowing): Promise<Sought> {
  const { workload, cluster: where, namespace } = said;
  const name = known.assumed.has('workload') ? undefined : workload;
  if (kind === 'Namespace' && (name ?? namespace) !== undefined)
    return seek({ name: name ?? namespace ?? '', kind, ...(where !== undefined && { cluster: where }) }, known);
  const [first] = said.places ?? [];
  return cluster(name ?? first ?? where, known);
}

/** Everything in a place: a namespace, else a cluster; a place that is neither may be a workload after all. */
async function place(said: SaidSubject, known: Knowing): Promise<Sought> {
  const { places = [] } = said;
  const sure = explicit(said, known);
  const named = sure.cluster ?? (await firstCluster(places, known));
  const name = sure.namespace ?? places.find((it) => it !== named);
  if (name === undefined && named !== undefined) return cluster(named, known);
  if (name === undefined && said.namespace === undefined) return cluster(said.cluster, known);
  const wanted: Wanted = { name: name ?? said.namespace ?? '', kind: 'Namespace' };
  const tries = [...new Set([named ?? said.cluster, named])].map((it) =>
    it === undefined ? wanted : { ...wanted, cluster: it },
  );
  const [first = wanted, ...wider] = sure.namespace === undefined ? [...tries, ...tries.map(anyKind)] : tries;
  let sought = await seek(first, known);
  for (const other of wider) {
    if (sought.located.kind !== 'unknown') break;
    sought = await seek(other, known);
  }
  return sought;
}

function anyKind({ kind: _, ...wanted }: Wanted): Wanted {
  return wanted;
}

async function cluster(name: string | undefined, { azure }: Known): Promise<Sought> {
  const located = await locateCluster(azure, name === undefined ? {} : { name });
  return { about: 'cluster', wanted: { name: name ?? '', kind: 'Cluster' }, located };
}

async function isCluster(name: string, known: Known): Promise<boolean> {
  return (await firstCluster([name], known)) !== undefined;
}

async function firstCluster(names: readonly string[], { azure }: Known): Promise<string | undefined> {
  if (names.length === 0) return undefined;
  const clusters = new Set((await clustersOf(azure)).map((it) => it.name.toLowerCase()));
  return names.find((it) => clusters.has(it.toLowerCase()));
}

/** Cluster and namespace as far as they were said now, and not taken from before. */
function explicit({ cluster, namespace }: SaidSubject, { assumed }: Known): Pick<Wanted, 'cluster' | 'namespace'> {
  return {
    ...(cluster !== undefined && !assumed.has('cluster') && { cluster }),
    ...(namespace !== undefined && !assumed.has('namespace') && { namespace }),
  };
}
