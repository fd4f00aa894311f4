import type { Azure } from '../azure/azure.ts';
import { inventoryCsv } from '../cards/inventory-csv.ts';
import { UserError } from '../errors.ts';
import { readInventory } from '../security/inventory/read-inventory.ts';

/** What the inventory on the command line is read with. */
export interface InventoryRun {
  azure: Azure;
  /** Tags that name the owner, the first that is there. */
  ownerTags: readonly string[];
  print(line: string): Promise<void>;
  /** Tells what could not be read, beside the list. */
  warn(line: string): void;
  now: Date;
}

/** `inventory [--risky]`: the whole inventory as CSV; exit code 0, or 1 where something could not be read. Throws UpstreamError. */
export async function inventory(said: readonly string[], run: InventoryRun): Promise<0 | 1> {
  const [odd] = said.filter((it) => it !== '--risky');
  if (odd !== undefined) throw new UserError(`"${odd}" is no option here. Say: inventory [--risky].`);
  const { items, subscriptions, gaps } = await readInventory(run.azure, run);
  const wanted = said.includes('--risky') ? items.filter(({ risks }) => risks.length > 0) : items;
  for (const line of inventoryCsv(wanted, subscriptions)) await run.print(line);
  // Of the others too: whether they have a risk is what nobody knows.
  const unread = [...gaps, ...items.flatMap((it) => it.gaps ?? [])];
  for (const { what, why, next } of unread) run.warn(`Not read: ${what}. ${why} ${next}`);
  return unread.length > 0 ? 1 : 0;
}
