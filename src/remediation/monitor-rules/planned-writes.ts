import type { ArmChanges } from '../../azure/arm-changes.ts';
import { UserError } from '../../errors.ts';
import type { BaselineAlert, MetricAlert, PrometheusAlert } from '../../model/baseline-alert.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { AlertTarget } from './alert-target.ts';
import { findRule, groupVersion, isOurs, metricVersion, ruleIdFor, rulesOf } from './our-rules.ts';
import { metricAlertBody, prometheusRule, ruleGroup } from './rule-bodies.ts';

/** The service takes no more in one group. */
const mostInGroup = 20;

/** One resource to be written, with the alerts that it brings. */
export interface RuleWrite {
  id: string;
  name: string;
  version: string;
  body: object;
  alerts: BaselineAlert[];
  /** Hash of what is there now; undefined where there is nothing. */
  before: string | undefined;
}

/**
 * What has to be written so that the alerts are there: a group for each level, which keeps the rules that it has, and a
 * metric alert each. Throws UserError where something of another hand has such a name, UpstreamError where it cannot be read.
 */
export async function plannedWrites(
  arm: ArmChanges,
  target: AlertTarget,
  alerts: readonly BaselineAlert[],
  actionGroups: readonly string[],
): Promise<RuleWrite[]> {
  const levels = Map.groupBy(
    alerts.filter((it) => it.kind === 'prometheus'),
    ({ level }) => level,
  );
  const metrics = alerts.filter((it) => it.kind === 'metric');
  const made = { ...target, actionGroups };
  return Promise.all([
    ...[...levels.values()].map((those) => groupWrite(arm, made, those)),
    ...metrics.map((it) => metricWrite(arm, made, it)),
  ]);
}

type Made = AlertTarget & { actionGroups: readonly string[] };

async function groupWrite(arm: ArmChanges, target: Made, alerts: PrometheusAlert[]): Promise<RuleWrite> {
  const [{ level = 'pod' } = {}] = alerts;
  const { account } = target;
  if (!account)
    throw new UserError(
      `Managed Prometheus is not enabled on ${target.name}: its rules have no Azure Monitor workspace to be in.`,
    );
  const id = ruleIdFor(target, { kind: 'prometheus', level, name: '' });
  const found = await findRule(arm, id);
  const kept = found && (isOurs(found, target) ? rulesOf(found) : undefined);
  if (found && !kept) throw new UserError(`There is a rule group ${nameOf(id)} that the bot did not make.`);
  const names = new Set(alerts.map(({ name }) => name));
  const rules = [
    ...(kept ?? []).filter(({ alert }) => !names.has(alert ?? '')),
    ...alerts.map((it) => prometheusRule(it, target)),
  ];
  if (rules.length > mostInGroup)
    throw new UserError(
      `The rule group ${nameOf(id)} would have ${rules.length} rules, and ${mostInGroup} are the most.`,
    );
  return {
    ...{ id, name: nameOf(id), version: groupVersion, alerts, before: found && fingerprintOf(found.body.properties) },
    body: ruleGroup(account, target, level, rules),
  };
}

async function metricWrite(arm: ArmChanges, target: Made, alert: MetricAlert): Promise<RuleWrite> {
  const id = ruleIdFor(target, alert);
  const found = await findRule(arm, id);
  if (found && !isOurs(found, target)) throw new UserError(`There is a rule ${nameOf(id)} that the bot did not make.`);
  return {
    ...{ id, name: nameOf(id), version: metricVersion, alerts: [alert] },
    body: metricAlertBody(alert, target),
    before: found && fingerprintOf(found.body.properties),
  };
}

const nameOf = (id: string) => id.split('/').at(-1) ?? id;
