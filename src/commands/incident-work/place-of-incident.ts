import { clustersOf } from '../../azure/estate.ts';
import { UpstreamError } from '../../errors.ts';
import type { Labels } from '../../incidents/matcher.ts';
import type { Context } from '../command.ts';
import { Refused } from '../people/refused.ts';
import type { Where } from '../people/scope.ts';

/** Where an incident is, by the labels that all its alerts share; without a cluster among them it may be anywhere. */
export function placeOfIncident({ labels }: { labels: Labels }): Where {
  return { cluster: labels.cluster, namespace: labels.namespace };
}

/** Throws Refused when the person may not do it to this incident; the cluster's environment is looked up only where it decides. */
export async function permitIncident(
  incident: { labels: Labels },
  context: Pick<Context, 'permit' | 'azure'>,
): Promise<void> {
  const where = placeOfIncident(incident);
  try {
    await context.permit(where);
  } catch (error) {
    const isElsewhere = error instanceof Refused && error.refusal.reason === 'outside-scope';
    if (!isElsewhere || where.cluster === undefined) throw error;
    const environment = await environmentOf(where.cluster, context);
    if (environment === undefined) throw error;
    await context.permit({ ...where, environment });
  }
}

async function environmentOf(name: string, { azure }: Pick<Context, 'azure'>): Promise<string | undefined> {
  try {
    const clusters = await clustersOf(azure);
    const named = clusters.filter((it) => it.name.toLowerCase() === name.toLowerCase());
    const environments = new Set(named.map(({ environment }) => environment));
    // Two clusters of one name may be of two environments: then the name settles nothing.
    return environments.size === 1 ? [...environments][0] : undefined;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return undefined;
  }
}
