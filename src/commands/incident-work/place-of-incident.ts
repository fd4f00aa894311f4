import { clustersOf } from '../../azure/estate.ts';
import { gapOf } from '../../azure/gap.ts';
import { UpstreamError } from '../../errors.ts';
import type { Labels } from '../../incidents/matcher.ts';
import type { Gap } from '../../model/gap.ts';
import type { Context } from '../command.ts';
import type { Grant } from '../people/grants.ts';
import { Refused } from '../people/refused.ts';
import type { Where } from '../people/scope.ts';

type Asks = Pick<Context, 'permit' | 'azure'>;

/** Where an incident is, by the labels that all its alerts share; without a cluster among them it may be anywhere. */
export function placeOfIncident({ labels }: { labels: Labels }): Where {
  return { cluster: labels.cluster, namespace: labels.namespace };
}

/** Throws Refused when the person may not do it to this incident. */
export function permitIncident(incident: { labels: Labels }, context: Asks): Promise<void> {
  return permitPlace(placeOfIncident(incident), context);
}

/** Throws Refused when the person may not do it there; the cluster's environment is looked up only where it decides. */
export async function permitPlace(where: Where, context: Asks): Promise<void> {
  const refused = await refusalAt(where, context);
  if (!refused) return;
  if (!mayTurn(refused, where)) throw refused;
  const { of } = await environments(context);
  const environment = of(where.cluster);
  if (environment === undefined) throw refused;
  await context.permit({ ...where, environment });
}

/**
 * Those of the things that lie where the person may do it. `gap`: the clusters' environments decide for this person, and
 * could not be read, so some may be missing.
 */
export async function permittedAt<Thing>(
  things: readonly Thing[],
  placeOf: (thing: Thing) => Where,
  context: Asks & Pick<Context, 'permitted'>,
): Promise<{ seen: Thing[]; gap?: Gap | undefined }> {
  const sure = new Set(await context.permitted(things, placeOf));
  const unsure = things.filter((it) => !sure.has(it) && placeOf(it).cluster !== undefined);
  const [first] = unsure;
  const refused = first === undefined ? undefined : await refusalAt(placeOf(first), context);
  if (first === undefined || !refused || !mayTurn(refused, placeOf(first))) return { seen: [...sure] };
  const { of, gap } = await environments(context);
  const placed = (it: Thing): Where => ({ ...placeOf(it), environment: of(placeOf(it).cluster) });
  const more = new Set(await context.permitted(unsure, placed));
  return { seen: things.filter((it) => sure.has(it) || more.has(it)), gap };
}

/** Whether a refusal may be taken back when the cluster's environment is known. */
export function isByEnvironment(held: readonly Grant[], { cluster }: Where): boolean {
  return cluster !== undefined && held.some(({ scope }) => scope?.environments !== undefined);
}

function mayTurn({ refusal }: Refused, where: Where): boolean {
  return refusal.reason === 'outside-scope' && isByEnvironment(refusal.held, where);
}

async function refusalAt(where: Where, { permit }: Pick<Context, 'permit'>): Promise<Refused | undefined> {
  try {
    await permit(where);
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** The environment of each cluster by its name; what cannot be read says nothing, and is a gap. */
export async function environments({ azure }: Pick<Context, 'azure'>): Promise<{
  of: (cluster: string | undefined) => string | undefined;
  gap?: Gap;
}> {
  try {
    const byName = Map.groupBy(await clustersOf(azure), ({ name }) => name.toLowerCase());
    return {
      of(cluster) {
        const named = byName.get(cluster?.toLowerCase() ?? '') ?? [];
        const [first, another] = new Set(named.map(({ environment }) => environment));
        // Two clusters of one name may be of two environments: then the name settles nothing.
        return another === undefined && named.every(({ environment }) => environment === first) ? first : undefined;
      },
    };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { of: () => undefined, gap: gapOf(error, 'the environments of the clusters') };
  }
}
