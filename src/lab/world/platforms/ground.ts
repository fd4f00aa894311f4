import type { Subscription } from '../estate.ts';
import type { ArmBody } from '../graph/graph-row.ts';

/** Where a set of container platforms stands: names end in `suffix`, so that sets can lie beside each other. */
export interface Ground {
  subscription: Subscription;
  location: string;
  environment: string;
  /** Login server of the company's own registry. */
  registry: string;
  suffix: string;
}

/** What a resource is made of, beside where it stands. */
export interface Standing {
  /** "Microsoft.App/containerApps". */
  type: string;
  /** Without the suffix. */
  name: string;
  group: string;
  properties: object;
  /** Owner by tag; none without it. */
  owner?: string | undefined;
  kind?: string;
  sku?: object;
  plan?: object;
}

/** ARM id of a resource, or of a part of one where the type has several names ("Microsoft.Batch/batchAccounts/pools", "a/b"). */
export function idOn({ subscription }: Ground, group: string, type: string, name: string): string {
  const [provider, ...kinds] = type.split('/');
  const names = name.split('/');
  const path = kinds.map((kind, n) => `${kind}/${names[n]}`).join('/');
  return `/subscriptions/${subscription.id}/resourceGroups/${group}/providers/${provider}/${path}`;
}

/** A resource's body; tags name the environment and the owner. */
export function bodyOn(ground: Ground, it: Standing): ArmBody {
  const tags = { environment: ground.environment, ...(it.owner !== undefined && { owner: it.owner }) };
  return {
    id: idOn(ground, it.group, it.type, it.name),
    name: it.name.split('/').at(-1) ?? it.name,
    type: it.type,
    location: ground.location,
    tags,
    properties: it.properties,
    ...(it.kind !== undefined && { kind: it.kind }),
    ...(it.sku && { sku: it.sku }),
    ...(it.plan && { plan: it.plan }),
  };
}
