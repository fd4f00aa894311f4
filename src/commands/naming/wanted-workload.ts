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

/** What was meant, and what it turned out to be; `about` tells what was looked for. */
export interface Sought {
  about: 'cluster' | 'namespace' | 'workload';
  wanted: Wanted;
  located: Located;
}

/** What a search for a name goes by. */
export type Known = Pick<Context, 'azure' | 'clock' | 'assumed'>;

/**
 * Finds the workload that was meant; first the cluster, where one was named. What was only assumed from the thread or
 * the channel gives way step by step when nothing is found there: who names another workload has moved on.
 */
export async function wantedWorkload(said: SaidWorkload, known: Known): Promise<Sought> {
  const [first, ...wider] = attempts(await placed(said, known), known);
  let sought = await seek(first, known);
  for (const wanted of wider) {
    if (sought.located.kind === 'found') break;
    sought = await seek(wanted, known);
  }
  return sought;
}

/** Looks for exactly this; for the cluster first, where one is named. */
export async function seek(wanted: Wanted, { azure, clock }: Known): Promise<Sought> {
  const cluster = wanted.cluster === undefined ? undefined : await locateCluster(azure, { name: wanted.cluster });
  if (cluster?.kind === 'unknown') return { about: 'cluster', wanted, located: cluster };
  const about = wanted.kind === 'Namespace' ? 'namespace' : 'workload';
  return { about, wanted, located: await locateWorkload(azure, wanted, clock.now()) };
}

/** What is certain, and beside it what was only assumed. */
interface Placed {
  wanted: Wanted;
  assumed: Pick<Wanted, 'cluster' | 'namespace'>;
}

/** As it was said and assumed; without the assumed namespace; without the assumed cluster. */
function attempts({ wanted, assumed }: Placed, known: Known): [Wanted, ...Wanted[]] {
  const { cluster } = assumed;
  const all = { ...assumed, ...wanted };
  if (known.assumed.has('workload')) return [all];
  const inCluster = { ...(cluster !== undefined && { cluster }), ...wanted };
  const wider = [...(assumed.namespace !== undefined ? [inCluster] : []), ...(cluster !== undefined ? [wanted] : [])];
  return [all, ...wider];
}

/**
 * Sorts the places into cluster and namespace by asking which clusters there are; "why prod-weu payments-api" is
 * turned round. Of two places, one is a cluster: if neither is known, the later one is taken for a misspelt one.
 */
async function placed(said: SaidWorkload, { azure, assumed }: Known): Promise<Placed> {
  const { workload, kind, places = [] } = said;
  const cluster = assumed.has('cluster') ? undefined : said.cluster;
  const namespace = assumed.has('namespace') ? undefined : said.namespace;
  const certain = {
    ...(kind !== undefined && { kind }),
    ...(cluster !== undefined && { cluster }),
    ...(namespace !== undefined && { namespace }),
  };
  if (places.length === 0) return { wanted: { name: workload, ...certain }, assumed: soft(said, certain) };
  const clusters = new Set((await clustersOf(azure)).map((it) => it.name.toLowerCase()));
  const names = [workload, ...places];
  const known = cluster === undefined ? names.find((name) => clusters.has(name.toLowerCase())) : undefined;
  const crowded = cluster === undefined && (places.length === 2 || namespace !== undefined);
  const named = known ?? (crowded ? names.at(-1) : undefined);
  const [name = workload, place] = names.filter((it) => it !== named);
  const where = { ...(named !== undefined && { cluster: named }), ...(place !== undefined && { namespace: place }) };
  return { wanted: { name, ...where, ...certain }, assumed: soft(said, { ...where, ...certain }) };
}

/** What was assumed and is not said otherwise; a namespace belongs to its cluster. */
function soft({ cluster, namespace }: SaidWorkload, sure: Partial<Wanted>): Placed['assumed'] {
  const elsewhere = sure.cluster !== undefined && cluster !== undefined && sure.cluster !== cluster;
  return {
    ...(cluster !== undefined && sure.cluster === undefined && { cluster }),
    ...(namespace !== undefined && sure.namespace === undefined && !elsewhere && { namespace }),
  };
}
