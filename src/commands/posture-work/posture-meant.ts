import { subscriptionNames } from '../../azure/subscription-names.ts';
import { UserError } from '../../errors.ts';
import { closest } from '../../model/closest.ts';
import { environmentNames } from '../../model/environment-names.ts';
import type { ReadResource } from '../../security/posture/read-resources.ts';
import type { Context } from '../command.ts';
import type { PostureFilter } from './posture-fields.ts';
import { isKind, type PostureSeen } from './posture-seen.ts';

/** What was said of the resources. */
export interface SaidPosture extends PostureFilter {
  resource?: string | undefined;
  resourceId?: string | undefined;
}

/** The resources that are meant: one by its name, several of one name, or what the filters leave. */
export interface PostureMeant {
  named: ReadResource[];
  resources: ReadResource[];
  /** With what a bare name turned out to be. */
  filter: PostureFilter;
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Which of the resources are meant; UserError for a name that none of them has. */
export async function postureMeant(
  said: SaidPosture,
  { resources: all }: PostureSeen,
  context: Context,
): Promise<PostureMeant> {
  const { resource, resourceId, ...filter } = said;
  const resources = await filtered(all, filter, context);
  if (resourceId !== undefined) {
    const named = resources.filter(({ id }) => same(id, resourceId));
    if (named.length === 0) throw new UserError('This resource is not there any more, or I may not see it.');
    return { named, resources, filter };
  }
  if (resource === undefined) return { named: [], resources, filter };
  const name = resource.replace(/\.azurecr\.(?:io|cn|us)$/i, '');
  const named = resources.filter((it) => same(it.name, name));
  if (named.length > 0) return { named, resources, filter };
  // "posture production": a place may be said by a tag.
  for (const key of ['environment', 'owner'] as const) {
    const found = resources.filter((it) => tagged(it, key, resource));
    if (found.length > 0) return { named: [], resources: found, filter: { ...filter, [key]: resource } };
  }
  throw unknown('resource, environment or owner', resource, [
    ...resources.map((it) => it.name),
    ...resources.flatMap((it) => [it.environment ?? [], it.owner ?? []].flat()),
  ]);
}

async function filtered(
  all: readonly ReadResource[],
  filter: PostureFilter,
  context: Context,
): Promise<ReadResource[]> {
  const { kind, environment, owner } = filter;
  for (const key of ['environment', 'owner'] as const) {
    const value = filter[key];
    if (value !== undefined && !all.some((it) => tagged(it, key, value)))
      throw unknown(
        key,
        value,
        all.flatMap((it) => it[key] ?? []),
      );
  }
  const subscriptionId = filter.subscription && (await subscriptionOf(filter.subscription, all, context));
  return all.filter(
    (it) =>
      (kind === undefined || isKind(kind, it)) &&
      (environment === undefined || tagged(it, 'environment', environment)) &&
      (owner === undefined || same(it.owner, owner)) &&
      (subscriptionId === undefined || same(it.subscriptionId, subscriptionId)),
  );
}

/** The id of a subscription that was said by its name; only those of resources that the person sees are known. */
async function subscriptionOf(said: string, all: readonly ReadResource[], { azure }: Context): Promise<string> {
  const own = new Set(all.map(({ subscriptionId }) => subscriptionId.toLowerCase()));
  if (guid.test(said) && own.has(said.toLowerCase())) return said;
  const known = (await subscriptionNames(azure)).filter(({ subscriptionId }) => own.has(subscriptionId.toLowerCase()));
  const alike = known.filter(({ name }) => name.toLowerCase().includes(said.toLowerCase()));
  const found = known.find(({ name }) => same(name, said)) ?? (alike.length === 1 ? alike[0] : undefined);
  if (found) return found.subscriptionId;
  throw unknown(
    'subscription',
    said,
    known.map(({ name }) => name),
  );
}

/** An environment may be said short: "prod". */
function tagged(it: ReadResource, key: 'environment' | 'owner', said: string): boolean {
  const tag = it[key];
  if (tag === undefined) return false;
  return key === 'environment' ? environmentNames(tag).includes(said.toLowerCase()) : same(tag, said);
}

function same(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

function unknown(noun: string, name: string, known: readonly string[]): UserError {
  const near = closest(name, known).slice(0, 3);
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ' See all: posture.';
  return new UserError(`I look at no ${noun} "${name}".${meant}`);
}
