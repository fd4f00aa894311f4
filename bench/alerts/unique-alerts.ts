/** An alert as both Prometheus posts it and Alertmanager passes it on. */
export interface SentAlert {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt: string;
  endsAt: string;
  generatorURL: string;
}

const begun = Date.now();
let count = 0;

/** Alerts of which no two in this process have the same labels, in 200 groups as both sides group them. */
export function uniqueAlerts(wanted: number): SentAlert[] {
  return Array.from({ length: wanted }, () => {
    const n = count++;
    const namespace = `team-${n % 20}`;
    const pod = `orders-${(n >>> 4).toString(36)}-${n}`;
    return {
      labels: {
        ...{ alertname: `PodTrouble${Math.floor(n / 20) % 10}`, cluster: 'prod-weu', namespace, pod, container: 'api' },
        ...{ job: 'kube-state-metrics', instance: `10.0.${n % 250}.${n % 200}:8080`, severity: 'warning' },
      },
      annotations: {
        summary: `Pod ${namespace}/${pod} is in trouble.`,
        description: `Pod ${namespace}/${pod} (api) has been in a state that it should not be in for longer than 15 minutes.`,
        runbook_url: 'https://runbooks.example.com/PodTrouble',
      },
      startsAt: new Date(begun).toISOString(),
      endsAt: new Date(begun + 3_600_000).toISOString(),
      generatorURL: 'https://prometheus.example.com/graph?g0.expr=kube_pod_container_status_waiting_reason&g0.tab=1',
    };
  });
}
