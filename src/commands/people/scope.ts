import { z } from 'zod';
import { glob, matchesGlob } from '../../model/glob.ts';

/** A place that something is about; what is undefined spans all of it: no namespace means the whole cluster, with its nodes. */
export interface Where {
  cluster?: string | undefined;
  namespace?: string | undefined;
  /** From the cluster's tag; undefined where it has none. */
  environment?: string | undefined;
}

/** All there is: only who is limited to no place may do something there. */
export const everywhere: Where = {};

const globs = z.array(glob).min(1).optional();

/** The clusters (by name), namespaces and environments that a role is for; what is left out is not limited. */
export const scopeConfig = z
  .strictObject({ clusters: globs, namespaces: globs, environments: globs })
  .refine(
    (it) => Object.values(it).some((list) => list !== undefined),
    'limits nothing: name clusters, namespaces or environments, or leave it out',
  );

/** The same, read. */
export type Scope = z.infer<typeof scopeConfig>;

/** Whether all of the place lies within the scope; without a scope every place does. */
export function covers(scope: Scope | undefined, { cluster, namespace, environment }: Where): boolean {
  return (
    within(scope?.clusters, cluster) && within(scope?.namespaces, namespace) && within(scope?.environments, environment)
  );
}

/** "clusters staging-*, namespace payments"; "every cluster" without a scope. */
export function scopeText(scope: Scope | undefined): string {
  const parts = Object.entries(scope ?? {}).flatMap(([what, list]) => (list ? [`${what} ${list.join(' or ')}`] : []));
  return parts.length > 0 ? parts.join(', ') : 'every cluster';
}

function within(patterns: readonly string[] | undefined, value: string | undefined): boolean {
  return patterns === undefined || (value !== undefined && patterns.some((it) => matchesGlob(it, value)));
}
