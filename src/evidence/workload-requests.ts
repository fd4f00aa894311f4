import type { Azure } from '../azure/azure.ts';
import type { PrometheusSeries } from '../azure/prometheus.ts';
import type { Evidence, Window } from '../model/evidence.ts';
import type { Samples } from '../model/samples.ts';
import type { ClusterRef } from '../model/subject.ts';
import { defineCollector } from './collector.ts';
import { NotMeasured } from './metrics/not-measured.ts';
import { cutGap, recentSeries, recentWindow } from './metrics/recent-series.ts';
import { type RequestWay, requestWays } from './metrics/request-ways.ts';

/** Requests that one workload answers, over the last hour. */
export interface WorkloadRequests {
  namespace: string;
  name: string;
  /** Half of the requests are answered within this, in milliseconds. */
  p50?: Samples;
  /** Nine in ten requests are answered within this, in milliseconds. */
  p90: Samples;
  /** Requests a second, and those that failed on the server's side (5xx). */
  rate?: Samples;
  failed?: Samples;
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

/** Latency, rate and failures of requests by workload over the last hour: Istio, OpenTelemetry's HTTP server metrics, or NGINX ingress (managed Prometheus). */
export const workloadRequests = defineCollector<'workloadRequests', Requests>({
  name: 'workloadRequests',
  what: 'requests and latency of workloads',
  ofPlace: true,
  async collect(azure, { cluster }, window) {
    for (const way of requestWays) {
      const p90 = await recentSeries(azure, cluster, way.quantile(cluster, 0.9), window);
      if (p90.length > 0) return withTheRest(azure, cluster, way, p90, window);
    }
    throw new NotMeasured(cluster, {
      why: `Prometheus of ${cluster.name} has had no request metrics of Istio, OpenTelemetry or NGINX ingress in the last hour.`,
      next: 'Let managed Prometheus scrape them: annotate the pods with prometheus.io/scrape and name their namespaces in ama-metrics-settings-configmap.',
    });
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
  const [p50, rate, failed, calls] = await Promise.all([
    recentSeries(azure, cluster, way.quantile(cluster, 0.5), window),
    recentSeries(azure, cluster, way.requests(cluster), window),
    recentSeries(azure, cluster, way.failures(cluster), window),
    way.calls ? azure.prometheus.range(cluster, way.calls(cluster), recent, 600) : [],
  ]);
  const byName = (series: PrometheusSeries[]) => new Map(series.map((it) => [keyOf(it, way), it]));
  const [p50s, rates, failures] = [byName(p50), byName(rate), byName(failed)];
  const workloads = p90.map((it): WorkloadRequests => {
    const key = keyOf(it, way);
    const [half, all, bad] = [p50s.get(key), rates.get(key), failures.get(key)];
    return {
      namespace: it.labels[way.namespaceLabel] ?? '',
      name: it.labels[way.nameLabel] ?? '',
      p90: milliseconds(it, way),
      ...(half && { p50: milliseconds(half, way) }),
      ...(all && { rate: { times: all.times, values: all.values } }),
      ...(bad && { failed: { times: bad.times, values: bad.values } }),
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

function keyOf({ labels }: PrometheusSeries, { namespaceLabel, nameLabel }: RequestWay): string {
  return `${labels[namespaceLabel]}/${labels[nameLabel]}`;
}

function milliseconds({ times, values }: PrometheusSeries, { unitMs }: RequestWay): Samples {
  return { times, values: values.map((it) => it * unitMs) };
}
