import type { ImageRun } from '../../model/image-run.ts';
import { says } from '../language/field.ts';
import { listPlaceFields } from '../language/list-places.ts';
import { nameText } from '../language/shared-fields.ts';

/** What a list of images can be narrowed to: a cluster, a namespace, an owner, or names of which nobody said what they are. */
export const narrowingFields = {
  cluster: listPlaceFields.cluster,
  namespace: listPlaceFields.namespace,
  owner: nameText.optional().meta(says({ is: 'name', noun: 'owner', keys: ['owner', 'team'], after: ['by'] })),
  places: listPlaceFields.places,
};

/** The fields as they were said. */
export interface Narrowing {
  cluster?: string | undefined;
  namespace?: string | undefined;
  owner?: string | undefined;
  places?: string[] | undefined;
}

/** Whether a list is narrowed at all. */
export function isNarrowed({ cluster, namespace, owner, places = [] }: Narrowing): boolean {
  return cluster !== undefined || namespace !== undefined || owner !== undefined || places.length > 0;
}

/** Whether a run is within what was said; a place may be its cluster, its namespace or its owner. */
export function isWithin(run: ImageRun, { cluster, namespace, owner, places = [] }: Narrowing): boolean {
  const same = (one: string | undefined, name: string) => one?.toLowerCase() === name.toLowerCase();
  if (cluster !== undefined && !same(run.cluster, cluster)) return false;
  if (namespace !== undefined && !same(run.namespace, namespace)) return false;
  if (owner !== undefined && !same(run.owner, owner)) return false;
  return places.every((it) => same(run.cluster, it) || same(run.namespace, it) || same(run.owner, it));
}

/** The narrowing as it would be typed; empty when there is none. */
export function narrowingText({ cluster, namespace, owner, places = [] }: Narrowing): string {
  return [
    ...(cluster === undefined ? [] : [`cluster=${cluster}`]),
    ...(namespace === undefined ? [] : [`ns=${namespace}`]),
    ...(owner === undefined ? [] : [`owner=${owner}`]),
    ...places.map((it) => `in ${it}`),
  ].join(' ');
}
