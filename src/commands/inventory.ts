import { z } from 'zod';
import { inventoryCard } from '../cards/inventory.ts';
import { inventoryItemCard } from '../cards/inventory-item.ts';
import { UserError } from '../errors.ts';
import { worstOf } from '../model/inventory-order.ts';
import { type Context, defineCommand, type Press, type Reply } from './command.ts';
import { inventoryFields, narrowedText, type SaidInventory } from './inventory-work/inventory-fields.ts';
import { type InventorySeen, inventorySeen } from './inventory-work/inventory-seen.ts';

const verb = 'inventory';
const rowsOfPage = 6;

/** Everything that runs or keeps containers, by platform and the worst first; one thing's card is a press away. */
export const inventory = defineCommand({
  name: verb,
  synonyms: [
    ...['container inventory', 'list inventory', 'show inventory', 'what do we run', 'what runs containers'],
    ...['platforms', 'container platforms', 'assets', 'inventories', 'list everything', 'everything we run'],
  ],
  usage: 'inventory [<platform>] [<subscription|environment|region|owner>] [risky|high risk|public|without owner]',
  summary: 'All that runs containers, AKS and beside it: whose, where, how risky.',
  examples: [
    'inventory',
    'inventory risky in production',
    'inventory container instances',
    'inventory owner=team-shop',
  ],
  role: 'viewer',
  input: z.object({
    ...inventoryFields,
    // Of presses alone: the number of the first row, the thing to show, and whether all is read again.
    from: z.number().int().min(1).optional(),
    id: z.string().max(600).optional(),
    anew: z.boolean().optional(),
  }),
  async run({ from = 1, id, anew, ...said }, context) {
    const seen = await inventorySeen(said, context, { anew });
    return id === undefined
      ? list(said, Math.min(from, seen.items.length || 1), seen, context)
      : one(id, seen, context);
  },
});

async function list(said: SaidInventory, from: number, seen: InventorySeen, context: Context): Promise<Reply> {
  const { items, inventory: read } = seen;
  const shown = items.slice(from - 1, from - 1 + rowsOfPage);
  const summary = said.platform === undefined && from === 1 ? byPlatform(seen) : [];
  const press = (title: string, input: object): Press => ({
    title,
    verb,
    input: { ...said, ...input },
    replaces: true,
  });
  const isMore = from - 1 + rowsOfPage < items.length;
  const turning = [
    ...(isMore ? [press('Next', { from: from + rowsOfPage })] : []),
    ...(from > 1 ? [press('Back', { from: Math.max(1, from - rowsOfPage) })] : []),
    ...(said.risky ? [press('With those without risks', { risky: undefined })] : []),
    // What was asked for by a risk has one.
    ...(said.risky || said.level || said.exposed ? [] : [press('Risky alone', { risky: true })]),
    ...(said.platform === undefined ? [] : [press('All platforms', { platform: undefined })]),
    { title: 'As CSV', verb: 'inventory export', input: { ...said } },
    press('Look again', { from, anew: true }),
  ];
  const buttons = await context.buttons([
    ...summary.map(({ platform }) => press(platform, { platform })),
    ...shown.map((item) => ({ title: `Show ${item.name}`, verb, input: { id: item.id } })),
    ...turning,
  ]);
  return {
    card: inventoryCard({
      platforms: summary.map((it, n) => ({ ...it, button: buttons[n] })),
      rows: shown.map((item, n) => ({ item, button: buttons[summary.length + n] })),
      ...{ items, from, at: read.at, subscriptions: read.subscriptions, filter: narrowedText(said) },
      ...{ gaps: seen.gaps, limited: seen.limited, now: context.clock.now() },
      buttons: buttons.slice(summary.length + shown.length),
    }),
  };
}

/** What there is of each platform, most of the worst first. */
function byPlatform({ items }: InventorySeen) {
  return [...Map.groupBy(items, ({ platform }) => platform)]
    .map(([platform, its]) => ({
      ...{ platform, count: its.length },
      high: its.filter((it) => worstOf(it) === 'High').length,
      risky: its.filter(({ risks }) => risks.length > 0).length,
    }))
    .sort((a, b) => b.high - a.high || b.risky - a.risky || b.count - a.count);
}

async function one(id: string, { all, inventory: read }: InventorySeen, context: Context): Promise<Reply> {
  const item = all.find((it) => it.id.toLowerCase() === id.toLowerCase());
  if (!item) throw new UserError('It is no longer in the inventory, or outside of what you may see. Ask: inventory.');
  const buttons = await context.buttons([
    ...(item.platform === 'AKS' ? [{ title: 'Health', verb: 'cluster health', input: { cluster: item.name } }] : []),
    { title: `All ${item.platform}`, verb, input: { platform: item.platform } },
  ]);
  return {
    card: inventoryItemCard({
      item,
      subscriptions: read.subscriptions,
      at: read.at,
      now: context.clock.now(),
      buttons,
    }),
  };
}
