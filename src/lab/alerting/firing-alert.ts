import type { MonitorAlert } from '../world/alerts.ts';
import type { Cluster } from '../world/estate.ts';

/** An alert that fires in the range, as far as every form of telling it needs. */
export interface FiringAlert extends Pick<MonitorAlert, 'name' | 'cluster' | 'severity' | 'startTime' | 'description'> {
  /** The same for an alert of the same rule on the same thing, whenever it fires. */
  key: string;
  /** In which form it is told: a Prometheus rule or a log query of Azure Monitor, or Alertmanager's webhook. */
  form: 'prometheus' | 'log' | 'alertmanager';
  /** ARM id of Azure Monitor's alert; Alertmanager's fingerprint. */
  id: string;
  labels: Readonly<Record<string, string>>;
  summary: string;
  /** The rule's query. */
  query: string;
  value: number;
}

/** The key of an alert of a rule with these labels. */
export function keyOf(name: string, cluster: Cluster, labels: Readonly<Record<string, string>>): string {
  return JSON.stringify([name, cluster.name, ...Object.entries(labels).sort()]);
}
