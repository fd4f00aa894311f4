import type { MonitorAlert } from '../world/alerts.ts';

/** A rule that is evaluated over what managed Prometheus has of the range. */
export interface AlertRule {
  name: string;
  /** Who evaluates it and tells: a Prometheus rule group of Azure Monitor, or the company's own Alertmanager. */
  by: 'azure-monitor' | 'alertmanager';
  /** PromQL; each series that it gives is an alert. */
  expression: string;
  severity: MonitorAlert['severity'];
  /** The label `severity` of its alerts. */
  level: 'critical' | 'warning' | 'info';
  /** What it watches for, as the rule's author wrote it. */
  description: string;
  /** One alert of it in words. */
  summary(labels: Readonly<Record<string, string>>): string;
}
