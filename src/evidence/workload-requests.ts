import type { Azure } from '../azure/azure.ts';
import type { PrometheusSeries } from '../azure/prometheus.ts';
import type { Evidence, Window } from '../model/evidence.ts';
import type { Samples } from '../model/samples.ts';
import type { ClusterRef } from '../model/subject.ts';
import { defineCollector } from './collector.ts';
import { noRequests } from './metrics/not-measured.ts';
import { cutGap, recentSeries, recentWindow } from './metrics/recent-series.ts';
import { inMilliseconds, nameIn, type RequestWay, requestWays } from './metrics/request-ways.ts';

/** Requests that one workload answers, over the last hour. */
export interface WorkloadRequests {
  namespace: string;
  name: string;
  /** Nine in ten requests are answered within this, in milliseconds. */
  p90: Samples;
  /** Requests a second. */
  rate?: Samples;
}

/** Requests of all workloads, and which way of measuring told. */
export interface Requests {
  way: RequestWay['name'];
  /** What the names are: workloads, or the Services in front of them. */
  of: RequestWay['of'];
  workloads: WorkloadRequests[];
  /** Who called whom, "namespace/name" each, where the way knows; empty where it does not. */
  calls: { from: string; to: string }[];
}

/** Latency and rate of requests by workload over the last hour: Istio, OpenTelemetry's HTTP server metrics, or NGINX ingress (managed Prometheus). */
export const workloadRequests = defineCollector<'workloadRequests', Requests>({
  name: 'workloadRequests',
  what: 'requests and latency of workloads',
  ofPlace: true,
  async collect(azure, { cluster }, window) {
    for (const way of requestWays) {
      const p90 = await recentSeries(azure, cluster, way.quantile(cluster, 0.9), window);
      if (p90.length > 0) return withTheRest(azure, cluster, way, p90, window);
    }
    throw noRequests(cluster);
  },
});

async function withTheRest(
  azure: Azure,
  cluster: ClusterRef,
  way: RequestWay,
  p90: PrometheusSeries[],
  window: Window,
): Promise<Evidence<Requests>> {
  const query = way.quantile(cluster, 0.9);
  const recent = recentWindow(window);
  const [rate, calls] = await Promise.all([
    recentSeries(azure, cluster, way.requests(cluster), window),
    way.calls ? azure.prometheus.range(cluster, way.calls(cluster), recent, 600) : [],
  ]);
  const rates = new Map(rate.map((it) => [nameIn(it.labels, way), it]));
  const workloads = p90.map((it): WorkloadRequests => {
    const all = rates.get(nameIn(it.labels, way));
    return {
      namespace: it.labels[way.namespaceLabel] ?? '',
      name: it.labels[way.nameLabel] ?? '',
      p90: inMilliseconds(it, way),
      ...(all && { rate: { times: all.times, values: all.values } }),
    };
  });
  return {
    value: { way: way.name, of: way.of, workloads, calls: calls.map(({ labels }) => callOf(labels)) },
    source: { service: 'Prometheus', detail: `${way.metric} (${way.name})`, query: query.text },
    at: new Date(Math.max(...p90.map(({ times }) => times.at(-1) ?? 0))),
    ...cutGap('requests of workloads', p90),
  };
}

function callOf(labels: Record<string, string>) {
  return {
    from: `${labels.source_workload_namespace}/${labels.source_workload}`,
    to: `${labels.destination_workload_namespace}/${labels.destination_workload}`,
  };
}
