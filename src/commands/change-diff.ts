import { z } from 'zod';
import { changeDiffCard, diffLines } from '../cards/change-diff.ts';
import { changeAsked } from './change-work/change-asked.ts';
import { changeField } from './change-work/change-fields.ts';
import { defineCommand } from './command.ts';

const verb = 'change diff';
/** As many as a phone scrolls through. */
const linesAtOnce = 100;

/** All that a change changes, also what its own card has no room for. */
export const changeDiff = defineCommand({
  name: verb,
  synonyms: ['diff', 'diff of', 'show diff', 'whole diff'],
  usage: 'change diff <change>',
  summary: 'All that a change changes, also what its card has no room for.',
  examples: ['change diff 12'],
  role: 'viewer',
  input: z.object({
    change: changeField,
    // Of presses alone.
    from: z.number().int().min(1).max(100_000).optional(),
  }),
  doing: ({ change }) => `Writing out change ${String(change)}`,
  async run({ change, from = 1 }, context) {
    const it = await changeAsked(change, context);
    const count = diffLines(it).length;
    const page = (title: string, at: number) => ({ title, verb, input: { change, from: at }, replaces: true });
    const buttons = await context.buttons([
      ...(from - 1 + linesAtOnce < count ? [page('Next lines', from + linesAtOnce)] : []),
      ...(from > 1 ? [page('Lines before', Math.max(1, from - linesAtOnce))] : []),
    ]);
    return { card: changeDiffCard(it, { from, lines: linesAtOnce, now: context.clock.now(), buttons }) };
  },
});
