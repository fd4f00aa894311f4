import type { BaselineAlert, MetricAlert, PrometheusAlert } from '../../model/baseline-alert.ts';
import type { BaselineStanding } from '../../model/baseline-report.ts';
import type { ExistingMetricRule, ExistingPrometheusRule, ExistingRule } from './existing-rule.ts';
import { metricDifference, watchesTheSame } from './metric-difference.ts';
import { sameExpression } from './same-expression.ts';

/**
 * Compares what ought to be there with what is. A rule counts by what it asks, not by its name alone: by the expression,
 * or by metric, dimensions and operator. No rule stands for two alerts; one that is switched on goes before one that is not.
 */
export function compareBaseline(
  baseline: readonly BaselineAlert[],
  rules: readonly ExistingRule[],
): BaselineStanding[] {
  const free = new Set<ExistingRule>(rules.toSorted((a, b) => Number(b.isEnabled) - Number(a.isEnabled)));
  const found = new Map<BaselineAlert, ExistingRule>();
  const take = (fits: (alert: BaselineAlert, rule: ExistingRule) => boolean) => {
    for (const alert of baseline) {
      if (found.has(alert)) continue;
      const rule = [...free].find((it) => fits(alert, it));
      if (!rule) continue;
      found.set(alert, rule);
      free.delete(rule);
    }
  };
  take((alert, rule) => isSame(alert, rule) && differenceOf(alert, rule) === undefined);
  take(isSame);
  return baseline.map((alert) => standingOf(alert, found.get(alert)));
}

function standingOf(alert: BaselineAlert, rule: ExistingRule | undefined): BaselineStanding {
  if (!rule) return { alert, state: 'missing' };
  const difference = differenceOf(alert, rule);
  const name = rule.kind === 'prometheus' ? `${rule.name} in ${rule.group}` : rule.name;
  return {
    alert,
    state: rule.isEnabled ? (difference === undefined ? 'present' : 'differs') : 'disabled',
    rule: name,
    ...(difference !== undefined && { difference }),
  };
}

function isSame(alert: BaselineAlert, rule: ExistingRule): boolean {
  if (alert.kind === 'prometheus')
    return rule.kind === 'prometheus' && (sameExpression(alert.expression, rule.expression) || sameName(alert, rule));
  return rule.kind === 'metric' && watchesTheSame(alert, rule);
}

function differenceOf(alert: BaselineAlert, rule: ExistingRule): string | undefined {
  if (alert.kind === 'prometheus' && rule.kind === 'prometheus')
    return sameExpression(alert.expression, rule.expression) ? undefined : 'asks something else under this name';
  return metricDifference(alert as MetricAlert, rule as ExistingMetricRule);
}

function sameName({ name }: PrometheusAlert, rule: ExistingPrometheusRule): boolean {
  return name.toLowerCase() === rule.name.toLowerCase();
}
