import type { FiringAlert } from './firing-alert.ts';

/** What Alertmanager posts about a group of alerts of one rule, version 4 of its webhook; with `resolvedAt` that they are over. */
export function alertmanagerBody(alerts: readonly FiringAlert[], resolvedAt?: Date) {
  const [first] = alerts;
  const common = { alertname: first?.name ?? '', cluster: first?.cluster.name ?? '' };
  const status = resolvedAt ? 'resolved' : 'firing';
  return {
    receiver: 'watchkeeper',
    status,
    alerts: alerts.map(({ labels, summary, description, startTime, query, id }) => ({
      status,
      labels,
      annotations: { summary, description },
      startsAt: startTime.toISOString(),
      endsAt: resolvedAt ? resolvedAt.toISOString() : '0001-01-01T00:00:00Z',
      generatorURL: `https://prometheus.contoso.example/graph?g0.expr=${encodeURIComponent(query)}&g0.tab=1`,
      fingerprint: id,
    })),
    groupLabels: common,
    commonLabels: common,
    commonAnnotations: {},
    externalURL: 'https://alertmanager.contoso.example',
    version: '4',
    groupKey: `{}:{alertname="${common.alertname}", cluster="${common.cluster}"}`,
    truncatedAlerts: 0,
  };
}
