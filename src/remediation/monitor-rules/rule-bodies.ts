import type { MetricAlert, PrometheusAlert } from '../../model/baseline-alert.ts';
import { isoDuration } from './iso-duration.ts';

/** By which the bot knows its own rules. */
export const ourTags = { 'created-by': 'watchkeeper' };

/** What a rule is made for. */
export interface RuleTarget {
  id: string;
  name: string;
  location: string;
  actionGroups: readonly string[];
}

/** One rule of a prometheusRuleGroup (Microsoft.AlertsManagement, api-version 2023-03-01). */
export function prometheusRule(alert: PrometheusAlert, { actionGroups }: RuleTarget) {
  return {
    alert: alert.name,
    expression: alert.expression,
    for: isoDuration(alert.forMinutes),
    severity: alert.severity,
    enabled: true,
    annotations: { description: alert.says },
    labels: { severity: alert.severity <= 1 ? 'critical' : alert.severity <= 3 ? 'warning' : 'info' },
    resolveConfiguration: { autoResolved: true, timeToResolve: isoDuration(alert.resolveMinutes) },
    actions: actionGroups.map((actionGroupId) => ({ actionGroupId })),
  };
}

/** A group of such rules for one cluster; it lies in the region of the Azure Monitor workspace. */
export function ruleGroup(
  account: { id: string; location: string },
  target: RuleTarget,
  level: string,
  rules: readonly unknown[],
) {
  return {
    location: account.location,
    tags: ourTags,
    properties: {
      description: `Recommended alerts of ${target.name}, ${level} level.`,
      scopes: [account.id, target.id],
      clusterName: target.name,
      enabled: true,
      interval: 'PT1M',
      rules,
    },
  };
}

/** A metric alert over one resource (Microsoft.Insights/metricAlerts, api-version 2018-03-01). */
export function metricAlertBody(alert: MetricAlert, target: RuleTarget) {
  const { threshold } = alert;
  const isLearned = threshold.kind === 'dynamic';
  const criterion = {
    criterionType: isLearned ? 'DynamicThresholdCriterion' : 'StaticThresholdCriterion',
    name: alert.name,
    metricName: alert.metric,
    metricNamespace: alert.namespace,
    dimensions: alert.dimensions,
    operator: alert.operator,
    timeAggregation: alert.aggregation,
    ...(threshold.kind === 'static'
      ? { threshold: threshold.value }
      : {
          alertSensitivity: threshold.sensitivity,
          failingPeriods: {
            numberOfEvaluationPeriods: threshold.failing.of,
            minFailingPeriodsToAlert: threshold.failing.runs,
          },
        }),
  };
  return {
    location: 'global',
    tags: ourTags,
    properties: {
      description: alert.says,
      severity: alert.severity,
      enabled: true,
      scopes: [target.id],
      evaluationFrequency: isoDuration(alert.everyMinutes),
      windowSize: isoDuration(alert.windowMinutes),
      // Learned thresholds are taken by this kind of criteria alone, which names the type and the region.
      ...(isLearned && { targetResourceType: alert.namespace, targetResourceRegion: target.location }),
      criteria: {
        'odata.type': `Microsoft.Azure.Monitor.${isLearned ? 'MultipleResource' : 'SingleResource'}MultipleMetricCriteria`,
        allOf: [criterion],
      },
      autoMitigate: alert.endsItself,
      actions: target.actionGroups.map((actionGroupId) => ({ actionGroupId })),
    },
  };
}
