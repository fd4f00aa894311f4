import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { gapOf } from '../../azure/gap.ts';
import { UpstreamError } from '../../errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { Inventory } from '../../model/inventory.ts';
import { compareItems } from '../../model/inventory-order.ts';
import * as shelf from '../platforms/index.ts';
import { itemsOf } from './items-of.ts';
import { mainQuery, partsQuery, subscriptionsQuery } from './main-query.ts';
import type { Platform } from './platform.ts';
import { readSurroundings } from './read-surroundings.ts';
import { Row } from './row.ts';

/** Every platform that is looked for. */
export const platforms: readonly Platform[] = Object.values(shelf);

const query = mainQuery(platforms.filter(({ table }) => table === undefined));
const parts = partsQuery(shelf.batchPools);
const Registry = z.object({ server: z.string() });
const Subscription = z.object({ subscriptionId: z.string(), name: z.string() });

/**
 * Everything that runs or keeps containers, by five queries of Resource Graph at most, each paged: never one a resource.
 * Throws UpstreamError where the main one fails; what the others would have told becomes a gap.
 */
export async function readInventory(
  azure: Azure,
  { now, ownerTags }: { now: Date; ownerTags: readonly string[] },
): Promise<Inventory> {
  const gaps: Gap[] = [];
  const orGap = async <T>(what: string, read: Promise<{ rows: T[]; truncated: boolean }>): Promise<T[]> => {
    try {
      const { rows, truncated } = await read;
      if (truncated) gaps.push(cutOff(what, rows.length));
      return rows;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      gaps.push(gapOf(error, what));
      return [];
    }
  };
  const [main, others, subscriptions] = await Promise.all([
    azure.graph.query(query, Row),
    orGap('Batch pools, settings of Web Apps, nodes of Service Fabric', azure.graph.query(parts, Row)),
    orGap('names of the subscriptions', azure.graph.query(subscriptionsQuery, Subscription)),
  ]);
  if (main.truncated) gaps.push(cutOff('further resources', main.rows.length));
  const servers = main.rows.flatMap(({ platform, read }) =>
    platform === shelf.containerRegistry.name ? (Registry.safeParse(read).data?.server ?? []) : [],
  );
  const { around, gaps: unguarded } = await readSurroundings(azure, { rows: main.rows, parts: others, servers, now });
  const items = itemsOf([...main.rows, ...others], { platforms, around, ownerTags });
  return {
    items: items.sort(compareItems),
    subscriptions: new Map(subscriptions.map((it) => [it.subscriptionId.toLowerCase(), it.name])),
    gaps: [...gaps, ...unguarded],
    at: now,
  };
}

function cutOff(what: string, read: number): Gap {
  return {
    what,
    service: 'Resource Graph',
    why: `Resource Graph has more than the ${read} rows that are read at once.`,
    next: 'Limit the bot to some subscriptions (azure.subscriptions), or look at the rest in the portal.',
  };
}
