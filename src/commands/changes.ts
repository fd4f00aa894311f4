import { z } from 'zod';
import { changeListCard } from '../cards/change-list.ts';
import { lookNow } from '../remediation/life/look-now.ts';
import { changeCardOf } from '../remediation/life/show-change.ts';
import { changeAsked } from './change-work/change-asked.ts';
import { anyChangeField } from './change-work/change-fields.ts';
import { changesOf } from './change-work/changes-configured.ts';
import { viewerOf } from './change-work/viewer-of.ts';
import { type Context, defineCommand, type Reply } from './command.ts';
import { permittedAt } from './incident-work/place-of-incident.ts';
import { says } from './language/field.ts';
import { seesAll } from './naming/sees-all.ts';

const mostRows = 10;
/** So many of the newest are looked through. */
const mostRead = 500;

const input = z.object({
  change: anyChangeField,
  all: z
    .boolean()
    .optional()
    .meta(says({ is: 'flag', noun: 'all', words: { true: ['all', 'every', 'done', 'history'] } })),
});

/** Changes that wait, run or are watched, or all of them; with a number that one's card, as the asker sees it. */
export const changes = defineCommand({
  name: 'changes',
  synonyms: ['change', 'list changes', 'show changes', 'show change', 'proposals', 'pending changes', 'approvals'],
  usage: 'changes [all] | change <number>',
  summary: 'Changes that wait for approval, run or are watched; or one of them.',
  examples: ['changes', 'changes all', 'change 12'],
  role: 'viewer',
  pressed: 'for who pressed',
  input,
  run: ({ change, all = false }, context) => (change === undefined ? list(all, context) : one(change, context)),
});

async function one(number: number, context: Context): Promise<Reply> {
  const { store, clock } = context;
  const it = await changeAsked(number, context);
  const viewer = await viewerOf(it, context);
  const work = changesOf(context);
  // A client's own refresh is nobody who waits.
  if (!context.automatic) await lookNow(it, work);
  const now = clock.now();
  // A copy elsewhere decides nothing: its buttons would be refused.
  const isHere = it.conversation === context.place.channelId;
  const card = await store.together(now, (writing) =>
    changeCardOf(it, isHere ? viewer : 'onlooker', { writing, work, now }),
  );
  return { card };
}

async function list(all: boolean, context: Context): Promise<Reply> {
  await context.permit('any place');
  const now = context.clock.now();
  const newest = await context.store.remediations.newestRemediations({ which: all ? 'all' : 'open', limit: mostRead });
  const { seen, gap } = await permittedAt(newest, ({ plan }) => plan.place, context);
  const shown = seen.slice(0, mostRows);
  const buttons = await context.buttons([
    ...shown.map(({ number }) => ({ title: `#${number}`, verb: 'changes', input: { change: number } })),
    { title: 'Look again', verb: 'changes', input: { all }, replaces: true },
    ...(all ? [] : [{ title: 'All', verb: 'changes', input: { all: true }, replaces: true }]),
  ]);
  return {
    card: changeListCard({
      changes: shown.map((change, n) => ({ change, ...(buttons[n] && { button: buttons[n] }) })),
      ...{ count: seen.length, all, gap, now, limited: !(await seesAll(context)) },
      buttons: buttons.slice(shown.length),
    }),
  };
}
