import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import type { BaselineAlert } from '../../model/baseline-alert.ts';
import type { FieldChange, Ran } from '../../model/remediation.ts';
import { defineAction } from '../action.ts';
import { alertTarget } from '../monitor-rules/alert-target.ts';
import { type BaselineInput, baselineInput } from '../monitor-rules/baseline-input.ts';
import { findRule, isOurs, ruleIdFor, rulesOf } from '../monitor-rules/our-rules.ts';
import { plannedWrites, type RuleWrite } from '../monitor-rules/planned-writes.ts';
import { ranBy } from '../ran-by.ts';

/** Makes recommended alerts: rules of managed Prometheus in groups, and metric alerts. What the bot did not make stays as it is. */
export const createBaselineAlerts = defineAction({
  name: 'create-baseline-alerts',
  title: 'Create recommended alerts',
  // They cost money and call people: never approved by itself.
  risk: 'medium',
  input: baselineInput,
  watch: { forMs: 5 * 60_000, everyMs: 10_000 },
  runMs: 5 * 60_000,
  async plan(azure, input) {
    const target = await alertTarget(azure, input.resourceId);
    const writes = await writesOf(azure, input);
    const { alerts, actionGroups = [] } = input;
    return {
      sentence: `Create ${alerts.length === 1 ? 'one recommended alert' : `${alerts.length} recommended alerts`} for ${target.name}.`,
      place: target.place,
      objects: writes.map((it) => ({
        kind: it.alerts[0]?.kind === 'prometheus' ? 'Prometheus rule group' : 'metric alert',
        ...{ namespace: '', name: it.name, fields: [...it.alerts.map(fieldOf), ...actionGroups.map(callOf)] },
      })),
      reach: [
        'Azure evaluates them from then on; metric alerts are billed by the metric, rules of Prometheus by what they read.',
        actionGroups.length === 0
          ? 'They call no action group: their alerts are seen where Azure Monitor is asked for them.'
          : `They call ${actionGroups.map((it) => it.split('/').at(-1)).join(', ')}.`,
      ],
      before: Object.fromEntries(writes.map(({ id, before }) => [id, before ?? ''])),
    };
  },
  async run(azure, input) {
    let last: Ran | undefined;
    for (const { id, version, body } of await writesOf(azure, input)) {
      try {
        last = ranBy(await azure.change.arm.put(id, version, body));
      } catch (error) {
        // What was written before stays: only a look tells how far it came.
        if (last && error instanceof UpstreamError)
          throw new UpstreamError(error.service, error.reason, error.message, {
            target: id,
            cause: error,
            outcomeUnknown: true,
          });
        throw error;
      }
    }
    return last ?? {};
  },
  async verify(azure, input) {
    const target = await alertTarget(azure, input.resourceId);
    const there = await Promise.all(input.alerts.map((it) => isThere(azure, target, it)));
    const count = there.filter(Boolean).length;
    if (count === there.length)
      return { state: 'done', sentence: `Azure Monitor has ${count === 1 ? 'the alert' : `all ${count} alerts`}.` };
    return {
      state: 'failed',
      sentence: `Azure Monitor has ${count} of the ${there.length} alerts.`,
      ...(count > 0 && { partly: true as const }),
    };
  },
  undo: ({ resourceId, alerts }) => ({
    action: 'remove-baseline-alerts',
    input: {
      resourceId,
      alerts: alerts.map((it) =>
        it.kind === 'prometheus' ? { kind: it.kind, level: it.level, name: it.name } : { kind: it.kind, name: it.name },
      ),
    },
  }),
});

async function writesOf(azure: Azure, { resourceId, alerts, actionGroups = [] }: BaselineInput): Promise<RuleWrite[]> {
  return plannedWrites(azure.change.arm, await alertTarget(azure, resourceId), alerts, actionGroups);
}

async function isThere(azure: Azure, target: { id: string; name: string }, alert: BaselineAlert): Promise<boolean> {
  const found = await findRule(azure.change.arm, ruleIdFor(target, alert));
  if (!found || !isOurs(found, target)) return false;
  return alert.kind === 'metric' || (rulesOf(found) ?? []).some((it) => it.alert === alert.name);
}

function fieldOf(alert: BaselineAlert): FieldChange {
  return { field: alert.name, before: '', after: `${conditionOf(alert)} (severity ${alert.severity})` };
}

function callOf(id: string): FieldChange {
  return { field: 'calls', before: '', after: id };
}

function conditionOf(alert: BaselineAlert): string {
  if (alert.kind === 'prometheus') return `${alert.expression}, for ${alert.forMinutes} min`;
  const { metric, aggregation, operator, threshold, windowMinutes } = alert;
  const limit = threshold.kind === 'static' ? String(threshold.value) : `what is usual (${threshold.sensitivity})`;
  return `${aggregation} of ${metric} ${operator} ${limit}, over ${windowMinutes} min`;
}
