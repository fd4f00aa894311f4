import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import { defineAction } from '../action.ts';
import { ruleIdBeside, ruleScope } from '../arm/rule-scope.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { ranBy } from '../ran-by.ts';

/** What the bot tags its rules with, and what they ask. */
const Ours = z.looseObject({
  tags: z.looseObject({ 'created-by': z.literal('watchkeeper') }),
  properties: z.looseObject({ scopes: z.array(z.string()) }),
});

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
    const { data: ours } = Ours.safeParse(found.body);
    if (!ours) throw new UserError(`The rule ${name} was not made by this bot: remove it in Azure Monitor.`);
    // Rules of one resource group have one list of names: who may change one cluster names no rule over another one.
    if (!ours.properties.scopes.every((it) => it.toLowerCase() === scope.id.toLowerCase()))
      throw new UserError(`The rule ${name} does not ask ${scope.name}: name what it asks.`);
    return {
      sentence: `Remove the alert rule ${name} over ${scope.name}.`,
      place: scope.place,
      objects: [{ kind: 'alert rule', namespace: '', name, fields: [{ field: 'rule', before: 'enabled', after: '' }] }],
      reach: ['Nobody is alerted by it any more; what it fired stays where it was told.'],
      final: 'a rule that was removed is made anew: ask for it again.',
      // A rule may hold much, and what it sends along with its alerts is nobody else's.
      before: { properties: fingerprintOf(ours.properties) },
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
