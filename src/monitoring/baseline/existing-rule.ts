import type { MetricDimension } from '../../model/baseline-alert.ts';

/** One alert of a Prometheus rule group, as Azure has it. */
export interface ExistingPrometheusRule {
  kind: 'prometheus';
  /** ARM id of its group, and the group's name. */
  groupId: string;
  group: string;
  name: string;
  expression: string;
  /** Its own switch and its group's. */
  isEnabled: boolean;
}

/** One condition of a metric alert, as Azure has it. */
export interface ExistingMetricRule {
  kind: 'metric';
  id: string;
  name: string;
  metric: string;
  aggregation: string;
  operator: string;
  /** Undefined is a learned one. */
  threshold?: number;
  dimensions: MetricDimension[];
  windowMinutes?: number;
  severity?: number;
  isEnabled: boolean;
}

/** A rule that is there. */
export type ExistingRule = ExistingPrometheusRule | ExistingMetricRule;
