import { z } from 'zod';
import { changeHistoryCard } from '../cards/change-history.ts';
import { changeHistory } from '../diagnosis/changes/change-history.ts';
import { UserError } from '../errors.ts';
import { isWorkload } from '../model/subject.ts';
import { parseDuration } from '../model/time/duration.ts';
import { defineCommand } from './command.ts';
import { says } from './language/field.ts';
import { workloadFields } from './language/workload-fields.ts';
import { ownLines } from './looking-back/own-lines.ts';
import { askedSubject } from './naming/asked-subject.ts';
import { saidOf, threadOf } from './naming/said-of.ts';

const verb = 'who changed';
const usual = '7d';
const longest = 90 * 24 * 3_600_000;

/** Who changed a workload: the cluster's audit log, Azure's, its rollouts and our own audit, on one line of time. */
export const whoChanged = defineCommand({
  name: verb,
  synonyms: ['what changed', 'who has changed', 'who touched'],
  usage: 'who changed <workload> [since=<7d>] [cluster=<name>] [ns=<namespace>]',
  summary: 'Who changed it: audit log, Activity Log, rollouts and changes made here.',
  examples: ['who changed payments-api', 'who changed payments-api since=24h'],
  role: 'viewer',
  input: z.object({
    ...workloadFields,
    since: z
      .string()
      .regex(/^\d{1,4}[mhdw]$/)
      .optional()
      .meta(says({ is: 'name', noun: 'time', keys: ['since', 'last'] })),
  }),
  doing: ({ workload }) => `Looking for who changed ${workload ? String(workload) : 'it'}`,
  async run({ since = usual, ...said }, context) {
    const one = await askedSubject(said, context, { verb, kept: { since }, clusterId: said.clusterId });
    if ('reply' in one) return one.reply;
    const { subject } = one;
    if (!isWorkload(subject)) throw new UserError('Say which workload: who changed payments-api.');
    const now = context.clock.now();
    const from = new Date(now.getTime() - Math.min(longest, parseDuration(since) ?? longest));
    const own = await ownLines(context.store.auditLines, subject, from);
    const history = await changeHistory(context.azure, subject, { from, to: now }, own);
    const buttons = await context.buttons([
      { title: 'Why', verb: 'why', input: saidOf(subject) },
      { title: 'Events', verb: 'events', input: saidOf(subject) },
      { title: 'Look again', verb, input: { ...saidOf(subject), since }, replaces: true },
    ]);
    return {
      card: changeHistoryCard({ ...history, gaps: [...one.gaps, ...history.gaps] }, { now, from, buttons }),
      about: threadOf(subject),
    };
  },
});
