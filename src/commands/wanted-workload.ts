import { clustersOf } from '../azure/estate.ts';
import { locateWorkload, type Wanted } from '../diagnosis/locate-workload.ts';
import type { Located } from '../model/located.ts';
import type { Context } from './command.ts';

/** What was said of a workload and where it is. */
export interface SaidWorkload {
  workload: string;
  kind?: Wanted['kind'];
  cluster?: string | undefined;
  namespace?: string | undefined;
  /** Names of which nobody said whether they are clusters or namespaces. */
  places?: string[] | undefined;
}

/**
 * Finds the workload that was meant. What was only assumed from the thread or the channel gives way
 * when nothing is found there: the person who names another workload has moved on.
 */
export async function wantedWorkload(
  said: SaidWorkload,
  context: Context,
): Promise<{ wanted: Wanted; located: Located }> {
  const wanted = await placed(said, context);
  const located = await locateWorkload(context.azure, wanted, context.clock.now());
  const anywhere = withoutAssumed(wanted, context);
  if (located.kind === 'found' || anywhere === undefined) return { wanted, located };
  const wider = await locateWorkload(context.azure, anywhere, context.clock.now());
  return { wanted: anywhere, located: wider };
}

/** Sorts the places into cluster and namespace by asking which clusters there are; "why prod-weu payments-api" is turned round. */
async function placed(
  { workload, kind, cluster, namespace, places = [] }: SaidWorkload,
  { azure }: Context,
): Promise<Wanted> {
  const wanted = {
    name: workload,
    ...(kind !== undefined && { kind }),
    ...(cluster !== undefined && { cluster }),
    ...(namespace !== undefined && { namespace }),
  };
  if (places.length === 0) return wanted;
  const clusters = new Set((await clustersOf(azure)).map((it) => it.name.toLowerCase()));
  const names = [workload, ...places];
  const isCluster = names.find((name) => clusters.has(name.toLowerCase()) && cluster === undefined);
  const [name = workload, place] = names.filter((it) => it !== isCluster);
  return {
    ...wanted,
    name,
    ...(isCluster !== undefined && { cluster: isCluster }),
    ...(place !== undefined && namespace === undefined && { namespace: place }),
  };
}

function withoutAssumed(wanted: Wanted, { assumed }: Context): Wanted | undefined {
  const keys = (['cluster', 'namespace'] as const).filter((key) => assumed.has(key) && wanted[key] !== undefined);
  if (keys.length === 0 || assumed.has('workload')) return undefined;
  return Object.fromEntries(
    Object.entries(wanted).filter(([key]) => !keys.some((it) => it === key)),
  ) as unknown as Wanted;
}
