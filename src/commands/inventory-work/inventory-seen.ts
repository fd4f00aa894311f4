import type { Gap } from '../../model/gap.ts';
import type { Inventory, InventoryItem } from '../../model/inventory.ts';
import { knownInventory } from '../../security/inventory/known-inventory.ts';
import { aks } from '../../security/platforms/aks.ts';
import type { Context } from '../command.ts';
import { gapsFor } from '../naming/gaps-for.ts';
import { seesAll } from '../naming/sees-all.ts';
import { everywhere } from '../people/scope.ts';
import type { SaidInventory } from './inventory-fields.ts';
import { narrowed } from './narrowed.ts';

const usualTags = ['owner', 'team'];

/** The inventory as this person may see it, narrowed to what was said. */
export interface InventorySeen {
  inventory: Inventory;
  /** All that the person may see. */
  all: InventoryItem[];
  /** Those of them that were meant, the worst first. */
  items: InventoryItem[];
  gaps: Gap[];
  limited: boolean;
}

/** Reads the inventory, or takes the one read just now. Throws Refused for who may see nothing of it, UserError for a name that is not there. */
export async function inventorySeen(
  said: SaidInventory,
  context: Context,
  { anew }: { anew?: boolean | undefined } = {},
): Promise<InventorySeen> {
  const { azure, store, clock, ownerTags = usualTags } = context;
  await context.permit('any place');
  const limited = !(await seesAll(context));
  const inventory = await knownInventory(azure, store, { now: clock.now(), ownerTags, anew });
  const all = await context.permitted(inventory.items, ({ platform, name, environment }) => ({
    ...(platform === aks.name && { cluster: name }),
    environment,
  }));
  // To who sees nothing of it, that there is nothing would tell of places that are none of his.
  if (limited && all.length === 0) await context.permit(everywhere);
  const items = narrowed(all, said, inventory.subscriptions);
  const gaps = [...(await gapsFor([...inventory.gaps], context)), ...items.flatMap((it) => it.gaps ?? [])];
  return { inventory, all, items, gaps, limited };
}
