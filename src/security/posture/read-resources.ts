import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';
import type { Gap } from '../../model/gap.ts';
import type { PostureResource } from '../../model/posture.ts';
import { armTypes } from './arm-types.ts';
import { type Tolerated, tolerant } from './tolerant.ts';

/** A resource with the body that ARM gave of it, of which each check parses its own part. */
export interface ReadResource extends PostureResource {
  sku?: unknown;
  identity?: unknown;
  kind?: string;
  tags: Readonly<Record<string, string>>;
  properties: Readonly<Record<string, unknown>>;
}

const Row = z
  .object({
    ...{ id: z.string(), name: z.string(), type: z.string(), subscriptionId: z.string() },
    ...{ resourceGroup: z.string().nullish(), location: z.string().nullish(), kind: z.string().nullish() },
    tags: z.record(z.string(), z.unknown()).nullish(),
    ...{ sku: z.unknown(), identity: z.unknown() },
    properties: z.record(z.string(), z.unknown()).nullish(),
  })
  .transform((it): ReadResource => {
    const tags = Object.fromEntries(
      Object.entries(it.tags ?? {}).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name.toLowerCase(), value] as const] : [],
      ),
    );
    const environment = tags.environment ?? tags.env;
    const owner = tags.owner ?? tags.team;
    return {
      ...{ id: it.id, name: it.name, type: it.type.toLowerCase(), subscriptionId: it.subscriptionId },
      ...{ resourceGroup: it.resourceGroup ?? '', location: it.location ?? '', tags },
      ...{ sku: it.sku, identity: it.identity, properties: it.properties ?? {} },
      ...(it.kind && { kind: it.kind }),
      ...(environment && { environment: environment.toLowerCase() }),
      ...(owner && { owner }),
    };
  });

/**
 * Every resource of these ARM types that the identity can read, or the one of this id, with its body: one query of
 * Resource Graph, paged, and one more where subscriptions are asked for, which stand in a table of their own. `isCut`
 * says that there are more than were read.
 */
export async function readResources(
  azure: Azure,
  types: readonly string[],
  { id }: { id?: string } = {},
): Promise<{ resources: ReadResource[]; gaps: Gap[]; isCut: boolean }> {
  const others = types.filter((type) => type !== armTypes.subscription);
  const reads = [
    ...(others.length > 0 ? [azure.graph.query(resourcesOf(others, id), tolerant(Row))] : []),
    ...(others.length < types.length ? [azure.graph.query(subscriptionsOf(id), tolerant(Row))] : []),
  ];
  const found = await Promise.all(reads);
  return {
    isCut: found.some(({ truncated }) => truncated),
    resources: found.flatMap(({ rows }) => rows.flatMap(({ row }) => row ?? [])),
    gaps: found.flatMap(({ rows, truncated }) => [
      ...(truncated ? [cutOff(rows.length)] : []),
      ...notUnderstood(rows.filter(({ row }) => !row)),
    ]),
  };
}

const only = (id: string | undefined) =>
  id === undefined
    ? graphKql``
    : graphKql`
| where id =~ ${id}`;

function resourcesOf(types: readonly string[], id: string | undefined) {
  return graphKql`resources
| where type in~ (${[...types]})${only(id)}
| project id, name, type, subscriptionId, resourceGroup, location, kind, tags, sku, identity, properties
| order by id asc`;
}

function subscriptionsOf(id: string | undefined) {
  return graphKql`resourcecontainers
| where type =~ ${armTypes.subscription}${only(id)}
| project id, name, type, subscriptionId, resourceGroup, location, kind, tags, sku, identity, properties
| order by id asc`;
}

function notUnderstood(rows: readonly Tolerated<ReadResource>[]): Gap[] {
  const [first] = rows;
  if (!first) return [];
  const name = first.id.split('/').at(-1) ?? '';
  return [
    {
      what: `the posture of ${name}${rows.length > 1 ? ` and ${rows.length - 1} more` : ''}`,
      service: 'Resource Graph',
      why: 'Resource Graph gave it in a form that is not understood.',
      next: 'Report it with the type of the resource.',
    },
  ];
}

function cutOff(read: number): Gap {
  return {
    what: 'the posture of further resources',
    service: 'Resource Graph',
    why: `Resource Graph has more than the ${read} resources that are read at once.`,
    next: 'Ask for one subscription, or for one resource.',
  };
}
