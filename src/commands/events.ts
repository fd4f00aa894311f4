import { z } from 'zod';
import { eventListCard } from '../cards/event-list.ts';
import { isWorkload, type Subject } from '../model/subject.ts';
import { happenings } from '../monitoring/views/happenings.ts';
import { defineCommand, type Press } from './command.ts';
import { workloadFields } from './language/workload-fields.ts';
import { askedSubject } from './naming/asked-subject.ts';
import { saidOf, threadOf } from './naming/said-of.ts';

const verb = 'events';
const hours = 24;

/** What happened to a workload, a node, or in a place. */
export const events = defineCommand({
  name: verb,
  synonyms: ['event', 'get events', 'show events', 'recent events', 'kubernetes events', 'warnings'],
  usage: 'events <workload|node|namespace|cluster> [cluster=<name>] [ns=<namespace>]',
  summary: 'What happened to it lately, newest first, alike events as one.',
  examples: ['events payments-api', 'events ns=payments', 'events in prod-weu'],
  role: 'viewer',
  input: z.object(workloadFields),
  doing: ({ workload, namespace, cluster }) =>
    `Looking at what happened ${workload || namespace || cluster ? `to ${String(workload ?? namespace ?? cluster)}` : 'lately'}`,
  async run(said, context) {
    const one = await askedSubject(said, context, { verb, kept: {}, clusterId: said.clusterId });
    if ('reply' in one) return one.reply;
    const { subject } = one;
    const now = context.clock.now();
    const list = await happenings(context.azure, subject, {
      from: new Date(now.getTime() - hours * 3_600_000),
      to: now,
    });
    const buttons = await context.buttons(followUps(subject));
    return {
      card: eventListCard({ ...list, gaps: [...one.gaps, ...list.gaps] }, { now, hours, buttons }),
      about: threadOf(subject),
    };
  },
});

function followUps(subject: Subject): Press[] {
  const said = saidOf(subject);
  return [
    { title: 'Why', verb: 'why', input: said },
    ...(isWorkload(subject) ? [{ title: 'Logs', verb: 'logs', input: said }] : []),
    { title: 'Look again', verb, input: said, replaces: true },
  ];
}
