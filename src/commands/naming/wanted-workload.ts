import { clustersOf } from '../../azure/estate.ts';
import { locateCluster } from '../../diagnosis/locate-cluster.ts';
import { locateWorkload, type Wanted } from '../../diagnosis/locate-workload.ts';
import type { Located } from '../../model/located.ts';
import type { Context } from '../command.ts';

/** What was said of a workload and where it is. */
export interface SaidWorkload {
  workload: string;
  kind?: Wanted['kind'];
  cluster?: string | undefined;
  namespace?: string | undefined;
  /** Names of which nobody said whether they are clusters or namespaces. */
  places?: string[] | undefined;
}

/** What was meant, and what it turned out to be; `about` tells whether the cluster or the workload was looked for. */
export interface Sought {
  about: 'cluster' | 'workload';
  wanted: Wanted;
  located: Located;
}

/**
 * Finds the workload that was meant; first the cluster, where one was named. What was only assumed from the thread or
 * the channel gives way when nothing is found there: the person who names another workload has moved on.
 */
export async function wantedWorkload(said: SaidWorkload, context: Context): Promise<Sought> {
  const { azure, clock } = context;
  const wanted = await placed(said, context);
  const anywhere = withoutAssumed(wanted, context);
  const cluster = wanted.cluster === undefined ? undefined : await locateCluster(azure, { name: wanted.cluster });
  if (cluster?.kind === 'unknown' && !anywhere) return { about: 'cluster', wanted, located: cluster };
  const located = cluster?.kind === 'unknown' ? cluster : await locateWorkload(azure, wanted, clock.now());
  if (located.kind === 'found' || !anywhere) return { about: 'workload', wanted, located };
  return { about: 'workload', wanted: anywhere, located: await locateWorkload(azure, anywhere, clock.now()) };
}

/**
 * Sorts the places into cluster and namespace by asking which clusters there are; "why prod-weu payments-api" is
 * turned round. Of two places, one is a cluster: if neither is known, the later one is taken for a misspelt one.
 */
async function placed(said: SaidWorkload, { azure }: Context): Promise<Wanted> {
  const { workload, kind, cluster, namespace, places = [] } = said;
  const certain = {
    ...(kind !== undefined && { kind }),
    ...(cluster !== undefined && { cluster }),
    ...(namespace !== undefined && { namespace }),
  };
  if (places.length === 0) return { name: workload, ...certain };
  const clusters = new Set((await clustersOf(azure)).map((it) => it.name.toLowerCase()));
  const names = [workload, ...places];
  const known = cluster === undefined ? names.find((name) => clusters.has(name.toLowerCase())) : undefined;
  const room = (cluster === undefined ? 1 : 0) + (namespace === undefined ? 1 : 0);
  const named = known ?? (places.length === 2 || (namespace !== undefined && room === 1) ? names.at(-1) : undefined);
  const [name = workload, place] = names.filter((it) => it !== named);
  return {
    name,
    ...(named !== undefined && { cluster: named }),
    ...(place !== undefined && { namespace: place }),
    ...certain,
  };
}

function withoutAssumed(wanted: Wanted, { assumed }: Context): Wanted | undefined {
  if (assumed.has('workload')) return undefined;
  const { cluster, namespace, ...rest } = wanted;
  const moved = {
    ...rest,
    ...(cluster !== undefined && !assumed.has('cluster') && { cluster }),
    ...(namespace !== undefined && !assumed.has('namespace') && { namespace }),
  };
  return moved.cluster === cluster && moved.namespace === namespace ? undefined : moved;
}
