import { z } from 'zod';
import { says } from './field.ts';
import { nameText } from './shared-fields.ts';

/** What a list can be narrowed to: a cluster, a namespace, or names of which nobody said which they are; nothing is taken from the thread. */
export const listPlaceFields = {
  cluster: nameText.optional().meta(says({ is: 'name', noun: 'cluster', keys: ['cluster', 'aks'] })),
  namespace: nameText.optional().meta(says({ is: 'name', noun: 'namespace', keys: ['ns', 'namespace', '-n'] })),
  places: z
    .array(nameText)
    .max(2)
    .optional()
    .meta(says({ is: 'places', noun: 'place', after: ['in', 'on', 'at', 'of', 'for'], bare: true })),
};

/** The same, as it was said. */
export interface SaidPlaces {
  cluster?: string | undefined;
  namespace?: string | undefined;
  places?: readonly string[] | undefined;
}

/** Whether something with this cluster and namespace lies where the list is narrowed to; upper and lower case are the same. */
export function liesIn(
  place: { cluster?: string | undefined; namespace?: string | undefined },
  { cluster, namespace, places = [] }: SaidPlaces,
): boolean {
  const same = (one: string | undefined, name: string) => one?.toLowerCase() === name.toLowerCase();
  if (cluster !== undefined && !same(place.cluster, cluster)) return false;
  if (namespace !== undefined && !same(place.namespace, namespace)) return false;
  return places.every((name) => same(place.cluster, name) || same(place.namespace, name));
}

/** What the list is narrowed to, in words for its card. */
export function placesText({ cluster, namespace, places = [] }: SaidPlaces): string[] {
  return [
    ...(cluster === undefined ? [] : [`cluster=${cluster}`]),
    ...(namespace === undefined ? [] : [`ns=${namespace}`]),
    ...places.map((place) => `in ${place}`),
  ];
}
