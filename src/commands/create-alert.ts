import { z } from 'zod';
import { noticeCard } from '../cards/notice.ts';
import { UserError } from '../errors.ts';
import { isWorkload } from '../model/subject.ts';
import { becauseField } from './change-work/change-fields.ts';
import { proposeFor } from './change-work/propose-for.ts';
import { type Context, defineCommand, type Reply } from './command.ts';
import { says } from './language/field.ts';
import { workloadFields } from './language/workload-fields.ts';
import { askedSubject } from './naming/asked-subject.ts';
import { actionGroupIn, groupField } from './query-work/action-group.ts';
import { askedPlace } from './query-work/asked-place.ts';
import { containingField } from './query-work/kept-lines.ts';
import { placeOrWorkload, queryField } from './query-work/query-field.ts';
import { queryMeant } from './query-work/query-meant.ts';
import { ruleOfLines, ruleOfQuery } from './query-work/rule-call.ts';
import { spanField } from './query-work/time-field.ts';

const verb = 'create alert';

const input = z.object({
  query: queryField,
  containing: containingField,
  ...workloadFields,
  workload: placeOrWorkload,
  threshold: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    .meta(
      says({
        is: 'count',
        noun: 'threshold',
        keys: ['threshold'],
        after: ['than', 'above', 'exceeds', 'exceed'],
        idle: ['more', 'above', 'than', 'exceeds', 'exceed', 'rises', 'goes', 'times', 'lines', 'rows', 'percent'],
      }),
    ),
  last: spanField,
  severity: z
    .enum(['0', '1', '2', '3', '4'])
    .optional()
    .meta(
      says({
        is: 'choice',
        noun: 'severity',
        words: {
          '0': ['sev0', 'severity 0', 'critical'],
          '1': ['sev1', 'severity 1'],
          '2': ['sev2', 'severity 2', 'warning severity'],
          '3': ['sev3', 'severity 3', 'informational'],
          '4': ['sev4', 'severity 4', 'verbose'],
        },
      }),
    ),
  group: groupField,
  reason: becauseField,
});

type Input = z.infer<typeof input>;

/** Proposes a rule of Azure Monitor that runs a saved query, or a search of a log, again and again. */
export const createAlert = defineCommand({
  name: verb,
  synonyms: [
    'create an alert',
    'create alert rule',
    'new alert',
    'new alert rule',
    'make an alert',
    'add alert',
    'add an alert',
    'alert me when',
    'alert me if',
    'alert us when',
    'notify me when',
    'tell me when',
    'warn me when',
  ],
  usage:
    'create alert <query|workload containing "<text>"> [in <cluster>] [above <n>] [over <15m>] [sev2] [group=<action group>]',
  summary: 'Proposes an alert rule from a saved query, or from a text in a log.',
  examples: ['create alert restarts in prod-weu', 'create alert node-cpu above 90'],
  role: 'operator',
  isLedTo: true,
  input,
  doing: ({ query, containing }) => `Planning an alert rule for ${String(query ?? containing ?? 'it')}`,
  async run(asked, context) {
    const { containing } = asked;
    if (containing !== undefined && asked.query === undefined) return ofLines(asked, containing, context);
    const meant = queryMeant(asked, context);
    if (!meant) {
      await context.permit('any place');
      return whichWatch(asked, context);
    }
    const { query, said } = meant;
    const asking = { verb, kept: keptOf({ ...said, query: query.name }), clusterId: said.clusterId };
    const place = await askedPlace(query, said, context, asking);
    if ('reply' in place) return place.reply;
    const rule = await ruleSaid(said, place.subject.cluster.subscriptionId, context);
    return proposeFor(ruleOfQuery(query, place, rule), { reason: said.reason }, context);
  },
});

/** What is watched most often is one press away. */
async function whichWatch(said: Input, { buttons }: Context): Promise<Reply> {
  const input = { ...said, workload: undefined };
  return {
    card: noticeCard({
      level: 'info',
      title: 'What should the alert watch?',
      text: 'The rows of a saved query, or a text in a log: create alert payments-api containing "timeout".',
      next: 'Choose one, or say: create alert <query> in <cluster>.',
      buttons: await buttons([
        ...['restarts', 'oom-kills', 'node-cpu'].map((query) => ({ title: query, verb, input: { ...input, query } })),
        { title: 'All saved queries', verb: 'query', input: {} },
      ]),
    }),
  };
}

async function ofLines(said: Input, containing: string, context: Context): Promise<Reply> {
  const asking = { verb, kept: keptOf(said), clusterId: said.clusterId };
  const one = await askedSubject(said, context, asking);
  if ('reply' in one) return one.reply;
  const { subject } = one;
  if (!isWorkload(subject) && subject.kind !== 'Namespace')
    throw new UserError('A text is looked for in the log of a workload or a namespace: name one.');
  const rule = await ruleSaid(said, subject.cluster.subscriptionId, context);
  return proposeFor(ruleOfLines(subject, containing, rule), { reason: said.reason }, context);
}

async function ruleSaid({ threshold, last, severity, group }: Input, subscriptionId: string, context: Context) {
  const actionGroups = group === undefined ? [] : [await actionGroupIn(subscriptionId, group, context)];
  return { threshold, last, severity, actionGroups };
}

function keptOf({ query, containing, threshold, last, severity, group, reason }: Input): Record<string, unknown> {
  const all = { query, containing, threshold, last, severity, group, reason };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
