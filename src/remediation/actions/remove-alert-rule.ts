import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import { defineAction } from '../action.ts';
import { ruleIdBeside, ruleScope } from '../arm/rule-scope.ts';
import { ranBy } from '../ran-by.ts';

/** What the bot tags its rules with. */
const Ours = z.looseObject({ tags: z.looseObject({ 'created-by': z.literal('watchkeeper') }) });

const input = z.strictObject({ scopeId: z.string().min(1).max(400), name: z.string().regex(/^[\w-]{1,100}$/) });

/** Takes an alert rule away that the bot made; those of others stay. */
export const removeAlertRule = defineAction({
  name: 'remove-alert-rule',
  title: 'Remove the alert rule',
  risk: 'medium',
  input,
  watch: { forMs: 5 * 60_000, everyMs: 10_000 },
  async plan(azure, { scopeId, name }) {
    const scope = await ruleScope(azure, scopeId);
    const found = await find(azure, { scopeId, name });
    if (!found) throw new UserError(`There is no rule ${name}.`);
    if (!Ours.safeParse(found.body).success)
      throw new UserError(`The rule ${name} was not made by this bot: remove it in Azure Monitor.`);
    return {
      sentence: `Remove the alert rule ${name} over ${scope.name}.`,
      place: scope.place,
      objects: [{ kind: 'alert rule', namespace: '', name, fields: [{ field: 'rule', before: 'enabled', after: '' }] }],
      reach: ['Nobody is alerted by it any more; what it fired stays where it was told.'],
      final: 'a rule that was removed is made anew: ask for it again.',
      before: { properties: found.body.properties ?? null },
    };
  },
  run: async (azure, { scopeId, name }) => ranBy(await azure.change.alertRules.remove(ruleIdBeside(scopeId, name))),
  async verify(azure, it) {
    return (await find(azure, it))
      ? { state: 'failed', sentence: `The rule ${it.name} is still there.` }
      : { state: 'done', sentence: `Azure Monitor has no rule ${it.name} any more.` };
  },
});

function find(azure: Azure, { scopeId, name }: z.infer<typeof input>) {
  return azure.change.alertRules.find(ruleIdBeside(scopeId, name));
}
