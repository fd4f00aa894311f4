/** Severity of an alert of Azure Monitor: 0 (critical) to 4 (verbose). */
export type AlertLevel = 0 | 1 | 2 | 3 | 4;

/** An alert that ought to be there, as a rule of managed Prometheus. */
export interface PrometheusAlert {
  kind: 'prometheus';
  /** As the rule is called: "KubePodCrashLooping". */
  name: string;
  level: 'cluster' | 'node' | 'pod';
  /** What it tells, in one sentence. */
  says: string;
  severity: AlertLevel;
  expression: string;
  /** How long it must be true before the alert fires, and how long it must be false before it is over. */
  forMinutes: number;
  resolveMinutes: number;
}

/** A dimension of a metric and the values that are looked at; '*' is each. */
export interface MetricDimension {
  name: string;
  operator: 'Include' | 'Exclude';
  values: string[];
}

/** Above (or below) what it fires: a number, or what the service learns from the past. */
export type MetricThreshold =
  | { kind: 'static'; value: number }
  | { kind: 'dynamic'; sensitivity: 'Low' | 'Medium' | 'High'; failing: { runs: number; of: number } };

/** An alert that ought to be there, on a platform metric of one kind of resource. */
export interface MetricAlert {
  kind: 'metric';
  /** Unique among those of its kind of resource; part of the rule's name. */
  name: string;
  says: string;
  severity: AlertLevel;
  metric: string;
  /** The resource type, which is the metric's namespace: "Microsoft.ContainerService/managedClusters". */
  namespace: string;
  aggregation: 'Average' | 'Minimum' | 'Maximum' | 'Total' | 'Count';
  operator: 'GreaterThan' | 'GreaterThanOrEqual' | 'LessThan' | 'LessThanOrEqual' | 'GreaterOrLessThan' | 'Equals';
  threshold: MetricThreshold;
  windowMinutes: number;
  everyMinutes: number;
  dimensions: MetricDimension[];
  /** Whether the alert ends by itself. */
  endsItself: boolean;
}

/** One of them. */
export type BaselineAlert = PrometheusAlert | MetricAlert;

/** A Prometheus alert; adds its kind. */
export function prometheusAlert(alert: Omit<PrometheusAlert, 'kind'>): PrometheusAlert {
  return { kind: 'prometheus', ...alert };
}

/** A metric alert with what most have: an average over five minutes, without dimensions, that ends by itself. */
export function metricAlert(
  alert: Pick<MetricAlert, 'name' | 'says' | 'metric' | 'namespace' | 'threshold'> & Partial<MetricAlert>,
): MetricAlert {
  return {
    kind: 'metric',
    severity: 3,
    aggregation: 'Average',
    operator: 'GreaterThan',
    windowMinutes: 5,
    everyMinutes: 5,
    dimensions: [],
    endsItself: true,
    ...alert,
  };
}

/** A fixed threshold. */
export const above = (value: number): MetricThreshold => ({ kind: 'static', value });
