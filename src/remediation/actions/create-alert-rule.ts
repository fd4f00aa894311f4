import { z } from 'zod';
import type { AlertRule } from '../../azure/alert-rules.ts';
import { UserError } from '../../errors.ts';
import type { FieldChange } from '../../model/remediation.ts';
import { defineAction } from '../action.ts';
import { type RuleScope, ruleIdBeside, ruleScope } from '../arm/rule-scope.ts';
import { ranBy } from '../ran-by.ts';

const actionGroup =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Insights\/actionGroups\/[^/]+$/i;

const input = z.strictObject({
  /** ARM id of the cluster or the Log Analytics workspace that is asked. */
  scopeId: z.string().min(1).max(400),
  /** Of the rule, in its resource group. */
  name: z.string().regex(/^[\w-]{1,100}$/),
  title: z.string().trim().min(1).max(200),
  description: z.string().max(1_000).default(''),
  severity: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  /** KQL; it is shown to those who approve, and never run by the bot itself. */
  query: z.string().trim().min(1).max(10_000),
  /** As the service takes them: more often than every five minutes costs more, and a day is the longest. */
  everyMinutes: z.union([1, 5, 10, 15, 30, 60, 1440].map((it) => z.literal(it))),
  windowMinutes: z.union([1, 5, 10, 15, 30, 60, 360, 1440].map((it) => z.literal(it))),
  moreRowsThan: z.number().int().min(0).max(1_000_000),
  /** In so many of the last so many runs. */
  failing: z
    .strictObject({ runs: z.number().int().min(1).max(6), of: z.number().int().min(1).max(6) })
    .refine(({ runs, of }) => runs <= of, 'has more runs than there are')
    .optional(),
  actionGroups: z.array(z.string().max(400).regex(actionGroup)).max(5).optional(),
});

type Input = z.infer<typeof input>;

/** Makes a rule of Azure Monitor that runs a query again and again; one of the same name is never overwritten. */
export const createAlertRule = defineAction({
  name: 'create-alert-rule',
  title: 'Create an alert rule',
  // It costs money, and an action group may run what it likes: never approved by itself.
  risk: 'medium',
  input,
  watch: { forMs: 5 * 60_000, everyMs: 10_000 },
  async plan(azure, wanted) {
    const scope = await ruleScope(azure, wanted.scopeId);
    const id = ruleIdBeside(scope.id, wanted.name);
    if (await azure.change.alertRules.find(id))
      throw new UserError(`There is a rule ${wanted.name} already: it is not overwritten. Choose another name.`);
    const { everyMinutes, actionGroups = [] } = wanted;
    return {
      sentence: `Create the alert rule ${wanted.name} over ${scope.name}: ${wanted.title}.`,
      place: scope.place,
      objects: [{ kind: 'alert rule', namespace: '', name: wanted.name, fields: fieldsOf(wanted) }],
      reach: [
        `Azure runs the query every ${everyMinutes} min, and bills the rule by that.`,
        actionGroups.length === 0
          ? 'It calls no action group: its alerts are seen where Azure Monitor is asked for them.'
          : `It calls ${actionGroups.map((it) => it.split('/').at(-1)).join(', ')}.`,
      ],
      before: { exists: false },
    };
  },
  async run(azure, wanted) {
    return ranBy(await azure.change.alertRules.create(ruleOf(wanted, await ruleScope(azure, wanted.scopeId))));
  },
  async verify(azure, wanted) {
    const found = await azure.change.alertRules.find(ruleIdBeside(wanted.scopeId, wanted.name));
    if (!found) return { state: 'failed', sentence: `There is no rule ${wanted.name}.` };
    return queryIn(found.body) === wanted.query
      ? { state: 'done', sentence: `Azure Monitor has the rule ${wanted.name}.` }
      : { state: 'failed', sentence: `There is a rule ${wanted.name} with another query: somebody else made it.` };
  },
  undo: ({ scopeId, name }) => ({ action: 'remove-alert-rule', input: { scopeId, name } }),
});

function ruleOf(wanted: Input, { id, location }: RuleScope): AlertRule {
  const { scopeId: _, name, query, failing, actionGroups, ...rest } = wanted;
  return {
    ...rest,
    ...{ id: ruleIdBeside(id, name), location, scopes: [id], query: { text: query } },
    ...(failing && { failing }),
    ...(actionGroups && { actionGroups }),
  };
}

function fieldsOf(it: Input): FieldChange[] {
  const { runs, of } = it.failing ?? { runs: 1, of: 1 };
  const fields: [field: string, after: string][] = [
    ['query', it.query],
    ['fires', `more than ${it.moreRowsThan} rows in ${it.windowMinutes} min, in ${runs} of ${of} runs`],
    ['runs', `every ${it.everyMinutes} min`],
    ['severity', String(it.severity)],
    ...(it.actionGroups ?? []).map((id): [string, string] => ['calls', id]),
    ['title', it.title],
    ...(it.description === '' ? [] : [['description', it.description] as [string, string]]),
  ];
  return fields.map(([field, after]) => ({ field, before: '', after }));
}

/** The query of a rule's body, as the service keeps it. */
function queryIn(body: unknown): string | undefined {
  const shape = z.object({
    properties: z.object({ criteria: z.object({ allOf: z.array(z.object({ query: z.string() })) }) }),
  });
  return shape.safeParse(body).data?.properties.criteria.allOf[0]?.query;
}
