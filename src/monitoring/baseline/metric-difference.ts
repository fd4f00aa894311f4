import type { MetricAlert, MetricDimension } from '../../model/baseline-alert.ts';
import type { ExistingMetricRule } from './existing-rule.ts';

/** Whether a rule watches what the alert wants watched: the metric, in the same direction, for the same dimensions. */
export function watchesTheSame(alert: MetricAlert, rule: ExistingMetricRule): boolean {
  return (
    same(alert.metric, rule.metric) &&
    directionOf(alert.operator) === directionOf(rule.operator) &&
    alert.dimensions.every((wanted) => coversDimension(rule.dimensions, wanted))
  );
}

/** What the rule sets otherwise than the alert, in words; undefined where nothing that matters. */
export function metricDifference(alert: MetricAlert, rule: ExistingMetricRule): string | undefined {
  const { threshold } = alert;
  if (threshold.kind === 'dynamic')
    return rule.threshold === undefined ? aggregation(alert, rule) : 'a fixed threshold instead of a learned one';
  if (rule.threshold === undefined) return `a learned threshold instead of ${threshold.value}`;
  if (rule.threshold !== threshold.value) return `${rule.threshold} instead of ${threshold.value}`;
  return aggregation(alert, rule);
}

function aggregation(alert: MetricAlert, rule: ExistingMetricRule): string | undefined {
  if (!same(alert.aggregation, rule.aggregation)) return `${rule.aggregation} instead of ${alert.aggregation}`;
  const { windowMinutes } = rule;
  return windowMinutes === undefined || windowMinutes === alert.windowMinutes
    ? undefined
    : `over ${windowMinutes} min instead of ${alert.windowMinutes}`;
}

/** Every value that is wanted is among those that the rule looks at; '*' is each. */
function coversDimension(all: readonly MetricDimension[], { name, values }: MetricDimension): boolean {
  const own = all.find((it) => same(it.name, name));
  if (!own) return values.every((it) => it === '*');
  if (own.operator === 'Exclude') return !values.some((it) => own.values.some((other) => same(other, it)));
  return own.values.includes('*') || values.every((it) => own.values.some((other) => same(other, it)));
}

/** Above and not below: "or equal" makes no other alert. */
function directionOf(operator: string): string {
  return operator.replace(/OrEqual$/i, '').toLowerCase();
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
