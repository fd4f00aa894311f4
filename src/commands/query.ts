import { z } from 'zod';
import { queryAnswerCard } from '../cards/query-answer.ts';
import { queryListCard } from '../cards/query-list.ts';
import type { SavedQuery } from '../monitoring/saved-queries/saved-query.ts';
import { savedQuery } from '../monitoring/views/saved-query.ts';
import { type Context, defineCommand, type Press, type Reply } from './command.ts';
import { says } from './language/field.ts';
import { workloadFields } from './language/workload-fields.ts';
import { askedPlace, type QueryPlace } from './query-work/asked-place.ts';
import { placeOrWorkload, queryField } from './query-work/query-field.ts';
import { allQueries, queryMeant } from './query-work/query-meant.ts';
import { spanField, windowOf } from './query-work/time-field.ts';
import { typedQuery } from './query-work/typed-query.ts';

const verb = 'query';

const input = z.object({
  query: queryField,
  ...workloadFields,
  workload: placeOrWorkload,
  last: spanField,
  typed: z
    .string()
    .max(4_000)
    .optional()
    .meta(says({ is: 'typed', noun: 'typed query' })),
});

type Input = z.infer<typeof input>;

/** Asks a cluster's workspace a question that was asked before, by its name. */
export const query = defineCommand({
  name: verb,
  synonyms: [
    'run query',
    'saved query',
    'saved queries',
    'queries',
    'list queries',
    'show queries',
    'kql',
    'example queries',
  ],
  usage: 'query [<name>] [<cluster|namespace>] [last <6h>|since <14:00>]',
  summary: 'Saved queries over the logs of a cluster: the list, or the answer to one.',
  examples: ['saved queries', 'query restarts in prod-weu', 'query node-cpu prod-weu last 6h'],
  role: 'viewer',
  isLedTo: true,
  input,
  doing: ({ query: name }) => (name === undefined ? 'Looking at the saved queries' : `Asking "${String(name)}"`),
  async run(asked, context) {
    const typed = await typedQuery(asked, context);
    if (typed) return typed;
    const meant = queryMeant(asked, context);
    if (!meant) return list(context);
    const { said } = meant;
    const kept = { query: meant.query.name, ...(said.last !== undefined && { last: said.last }) };
    const place = await askedPlace(meant.query, said, context, { verb, kept, clusterId: said.clusterId });
    if ('reply' in place) return place.reply;
    const { subject, namespace, gaps } = place;
    const now = context.clock.now();
    const window = windowOf(said.last, meant.query.hours, now);
    const answer = await savedQuery(context.azure, meant.query, { cluster: subject.cluster, namespace, window });
    const buttons = await context.buttons(followUps(meant.query, place, said));
    return {
      card: queryAnswerCard({ ...answer, gaps: [...gaps, ...answer.gaps] }, { now, buttons }),
      about: { cluster: subject.cluster.name, ...(namespace !== undefined && { namespace }) },
    };
  },
});

/** It tells of no place. */
async function list(context: Context): Promise<Reply> {
  await context.permit('any place');
  const all = allQueries(context);
  const rows = await context.buttons(all.map(({ name }) => ({ title: name, verb, input: { query: name } })));
  return {
    card: queryListCard(
      all.map(({ name, summary }, n) => ({ name, summary, button: rows[n] })),
      context.queries?.length ?? 0,
    ),
  };
}

function followUps({ name }: SavedQuery, { subject, namespace }: QueryPlace, { last }: Input): Press[] {
  const said = { query: name, cluster: subject.cluster.name, ...(namespace !== undefined && { namespace }) };
  const longer = last === '24h' ? '7d' : '24h';
  return [
    { title: 'Look again', verb, input: { ...said, ...(last !== undefined && { last }) }, replaces: true },
    { title: `Last ${longer}`, verb, input: { ...said, last: longer } },
    { title: 'Create an alert', verb: 'create alert', input: said },
    { title: 'Other queries', verb, input: {} },
  ];
}
