import { UserError } from '../../errors.ts';
import { closest } from '../../model/closest.ts';
import type { ClusterStanding } from '../../model/cluster-standing.ts';

/** What a list of clusters is narrowed to, as it was said. */
export interface SaidClusters {
  subscription?: string | undefined;
  environment?: string | undefined;
  /** Names of which nobody said what they are: an environment, a subscription, a region, a cluster. */
  places?: readonly string[] | undefined;
}

type Standing = Pick<ClusterStanding, 'cluster' | 'subscription'>;

const ways: Record<'environment' | 'subscription' | 'region' | 'cluster', (it: Standing, name: string) => boolean> = {
  // "prod" is how people say "production".
  environment: ({ cluster }, name) => (cluster.environment ?? '').startsWith(name) && name.length >= 3,
  subscription: ({ subscription, cluster }, name) =>
    cluster.subscriptionId === name || ` ${subscription.toLowerCase()} `.includes(` ${name} `),
  region: ({ cluster }, name) => cluster.location.toLowerCase() === name,
  cluster: ({ cluster }, name) => cluster.name.toLowerCase().startsWith(name),
};

/** The clusters that lie where it was said. Throws UserError for a name that none of them has. */
export function clustersMeant<It extends Standing>(all: readonly It[], said: SaidClusters): It[] {
  const { subscription, environment, places = [] } = said;
  const named = (kind: keyof typeof ways, name: string | undefined, list: readonly It[]) =>
    name === undefined
      ? [...list]
      : kept(
          kind,
          list.filter((it) => ways[kind](it, name.toLowerCase())),
          name,
          all,
        );
  const inside = named('environment', environment, named('subscription', subscription, all));
  return places.reduce((list, place) => anyWay(list, place, all), inside);
}

/** The first way in which the name means something. */
function anyWay<It extends Standing>(list: readonly It[], place: string, all: readonly It[]): It[] {
  const name = place.toLowerCase();
  const exact = list.filter(({ cluster }) => cluster.name.toLowerCase() === name);
  if (exact.length > 0) return exact;
  for (const is of Object.values(ways)) {
    const found = list.filter((it) => is(it, name));
    if (found.length > 0) return found;
  }
  return kept('environment, subscription, region or cluster', [], place, all);
}

function kept<It extends Standing>(kind: string, found: It[], name: string, all: readonly It[]): It[] {
  if (found.length > 0 || all.length === 0) return found;
  const known = all.flatMap(({ cluster, subscription }) => [
    ...(cluster.environment ? [cluster.environment] : []),
    ...[subscription, cluster.location, cluster.name],
  ]);
  const near = closest(name, [...new Set(known)]).slice(0, 3);
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ' See all: clusters.';
  throw new UserError(`I know no ${kind} "${name}" with a cluster in it.${meant}`);
}

/** The narrowing as it would be typed; empty when there is none. */
export function clusterFilterText({ subscription, environment, places = [] }: SaidClusters): string {
  return [
    ...(subscription === undefined ? [] : [`subscription=${subscription}`]),
    ...(environment === undefined ? [] : [`env=${environment}`]),
    ...places.map((it) => `in ${it}`),
  ].join(' ');
}
