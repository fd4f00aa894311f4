import type { MonitorAlert } from '../world/alerts.ts';
import { alertRules } from './alert-rules.ts';
import type { FiringAlert } from './firing-alert.ts';

/** An alert that a scenario put into the world itself, with the labels that it fired on, ready to be told. */
export function massAlert(alert: MonitorAlert): FiringAlert {
  const { id, name, cluster, severity, startTime, description } = alert;
  const rule = alertRules.find((it) => it.name === name);
  const labels = {
    ...{ alertname: name, cluster: cluster.name },
    ...alert.labels,
    severity: rule?.level ?? 'warning',
  };
  const { namespace, pod, deployment, node } = alert.labels ?? {};
  const thing = namespace ? `${namespace}/${pod ?? deployment}` : node;
  return {
    ...{ key: id, form: 'prometheus', id, name, cluster, severity, startTime, description, labels },
    summary: rule?.summary(labels) ?? `${name}: ${thing}`,
    query: rule?.expression ?? name,
    value: 1,
  };
}
