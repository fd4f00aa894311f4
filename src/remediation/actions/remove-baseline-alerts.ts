import { z } from 'zod';
import type { ArmChanges } from '../../azure/arm-changes.ts';
import { UserError } from '../../errors.ts';
import type { Ran } from '../../model/remediation.ts';
import { defineAction } from '../action.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { alertTarget } from '../monitor-rules/alert-target.ts';
import {
  findRule,
  groupVersion,
  isOurs,
  metricVersion,
  type NamedAlert,
  ruleIdFor,
  rulesOf,
} from '../monitor-rules/our-rules.ts';
import { ranBy } from '../ran-by.ts';

const name = z.string().regex(/^[\w-]{1,80}$/);

const input = z.strictObject({
  resourceId: z.string().min(1).max(400),
  alerts: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('prometheus'), level: z.enum(['cluster', 'node', 'pod']), name }),
        z.strictObject({ kind: z.literal('metric'), name }),
      ]),
    )
    .min(1)
    .max(60),
});

/** Takes recommended alerts away that the bot made; a group goes with its last rule, and rules of others stay. */
export const removeBaselineAlerts = defineAction({
  name: 'remove-baseline-alerts',
  title: 'Remove recommended alerts',
  risk: 'medium',
  input,
  watch: { forMs: 5 * 60_000, everyMs: 10_000 },
  runMs: 5 * 60_000,
  async plan(azure, { resourceId, alerts }) {
    const target = await alertTarget(azure, resourceId);
    const removals = await removalsOf(azure.change.arm, target, alerts);
    if (removals.length === 0) throw new UserError(`None of these alerts of ${target.name} was made by this bot.`);
    const count = removals.reduce((sum, { names }) => sum + names.length, 0);
    return {
      sentence: `Remove ${count === 1 ? 'one recommended alert' : `${count} recommended alerts`} of ${target.name}.`,
      place: target.place,
      objects: removals.map(({ id, names }) => ({
        kind: /\/metricAlerts\//i.test(id) ? 'metric alert' : 'Prometheus rule group',
        ...{ namespace: '', name: id.split('/').at(-1) ?? id },
        fields: names.map((field) => ({ field, before: 'enabled', after: '' })),
      })),
      reach: ['Nobody is alerted by them any more; what they fired stays where it was told.'],
      final: 'alerts that were removed are made anew: ask for the baseline again.',
      before: Object.fromEntries(removals.map(({ id, before }) => [id, before])),
    };
  },
  async run(azure, { resourceId, alerts }) {
    const { arm } = azure.change;
    let last: Ran = {};
    for (const { id, version, rest } of await removalsOf(arm, await alertTarget(azure, resourceId), alerts))
      last = ranBy(rest ? await arm.put(id, version, rest) : await arm.remove(id, version));
    return last;
  },
  async verify(azure, { resourceId, alerts }) {
    const left = await removalsOf(azure.change.arm, await alertTarget(azure, resourceId), alerts);
    const count = left.reduce((sum, { names }) => sum + names.length, 0);
    return count === 0
      ? { state: 'done', sentence: 'Azure Monitor has none of these alerts any more.' }
      : { state: 'failed', sentence: `Azure Monitor still has ${count} of these alerts.` };
  },
});

/** One resource that goes, or is written without the rules of these names. */
interface Removal {
  id: string;
  version: string;
  names: string[];
  rest?: object;
  before: string;
}

async function removalsOf(
  arm: ArmChanges,
  target: { id: string; name: string },
  alerts: readonly NamedAlert[],
): Promise<Removal[]> {
  const byId = Map.groupBy(alerts, (it) => ruleIdFor(target, it));
  const all = await Promise.all(
    [...byId].map(async ([id, those]): Promise<Removal[]> => {
      const found = await findRule(arm, id);
      if (!found || !isOurs(found, target)) return [];
      const before = fingerprintOf(found.body.properties);
      const isMetric = those[0]?.kind === 'metric';
      if (isMetric) return [{ id, version: metricVersion, names: those.map((it) => it.name), before }];
      const rules = rulesOf(found) ?? [];
      const gone = new Set(those.map((it) => it.name));
      const left = rules.filter(({ alert }) => !gone.has(alert ?? ''));
      const names = rules.flatMap(({ alert }) => (alert && gone.has(alert) ? [alert] : []));
      if (names.length === 0) return [];
      const { location, tags, properties } = found.body as Record<string, unknown> & { properties?: object };
      const rest = { location, tags, properties: { ...properties, rules: left } };
      return [{ id, version: groupVersion, names, before, ...(left.length > 0 && { rest }) }];
    }),
  );
  return all.flat();
}
