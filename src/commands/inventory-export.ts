import { z } from 'zod';
import { inventoryCsv } from '../cards/inventory-csv.ts';
import { counted } from '../cards/quantity.ts';
import { partLength, reportCard } from '../cards/report.ts';
import { defineCommand } from './command.ts';
import { inventoryFields, narrowedText } from './inventory-work/inventory-fields.ts';
import { inventorySeen } from './inventory-work/inventory-seen.ts';

/** The inventory as CSV to copy, in parts; a bot cannot put a file into a channel. */
export const inventoryExport = defineCommand({
  name: 'inventory export',
  synonyms: ['export inventory', 'export the inventory', 'inventory as csv', 'inventory csv', 'csv of the inventory'],
  usage: 'inventory export [<platform>] [<subscription|environment|region|owner>] [risky]',
  summary: 'The same list as CSV, to copy into a sheet.',
  examples: ['inventory export', 'inventory export risky in production'],
  role: 'viewer',
  input: z.object({
    ...inventoryFields,
    // Of presses alone.
    from: z.number().int().min(1).optional(),
  }),
  async run({ from: asked = 1, ...said }, context) {
    const { items, inventory } = await inventorySeen(said, context);
    const lines = inventoryCsv(items, inventory.subscriptions);
    const from = Math.min(asked, lines.length);
    const next = from + partLength(lines, from);
    const [button] =
      next > lines.length
        ? []
        : await context.buttons([{ title: 'Next part', verb: 'inventory export', input: { ...said, from: next } }]);
    const filter = narrowedText(said);
    return {
      card: reportCard({
        title: 'The inventory as CSV',
        note: `${counted(items.length, 'row')}${filter === '' ? '' : ` (${filter})`}, the worst first, below a line of names. Copy ${next > lines.length && from === 1 ? 'the block' : 'each block'} into a file; all at once: "npm run -s inventory" where the bot runs.`,
        ...{ lines, from, now: context.clock.now(), next: () => button },
      }),
    };
  },
});
