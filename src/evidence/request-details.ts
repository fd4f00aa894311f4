import type { Samples } from '../model/samples.ts';
import { defineCollector } from './collector.ts';
import { noRequests } from './metrics/not-measured.ts';
import { cutGap, recentSeries } from './metrics/recent-series.ts';
import { inMilliseconds, nameIn, requestWays } from './metrics/request-ways.ts';

/** What is asked of requests only once some are slow. */
export interface RequestDetails {
  /** By "namespace/name" of a workload or Service: half of its requests are answered within this, in milliseconds. */
  p50: ReadonlyMap<string, Samples>;
  /** By the same: requests a second that failed on the server's side (5xx). */
  failed: ReadonlyMap<string, Samples>;
  /** By "namespace/name" of a pod: nine in ten requests that it answers take at most this, in milliseconds; empty where pods are not told apart. */
  p90OfPods: ReadonlyMap<string, Samples>;
}

/** Median latency, failures, and latency by pod over the last hour, by the first way of measuring that answers (managed Prometheus). */
export const requestDetails = defineCollector<'requestDetails', RequestDetails>({
  name: 'requestDetails',
  what: 'median latency, failures and latency by pod',
  ofPlace: true,
  async collect(azure, { cluster }, window) {
    for (const way of requestWays) {
      const query = way.quantile(cluster, 0.5);
      const p50 = await recentSeries(azure, cluster, query, window);
      if (p50.length === 0) continue;
      const [failed, pods] = await Promise.all([
        recentSeries(azure, cluster, way.failures(cluster), window),
        way.quantileByPod ? recentSeries(azure, cluster, way.quantileByPod(cluster, 0.9), window) : [],
      ]);
      return {
        value: {
          p50: new Map(p50.map((it) => [nameIn(it.labels, way), inMilliseconds(it, way)])),
          failed: new Map(failed.map((it) => [nameIn(it.labels, way), { times: it.times, values: it.values }])),
          p90OfPods: new Map(
            pods.map((it) => [
              `${it.labels.kubernetes_namespace}/${it.labels.kubernetes_pod_name}`,
              inMilliseconds(it, way),
            ]),
          ),
        },
        source: { service: 'Prometheus', detail: `${way.metric} (${way.name})`, query: query.text },
        at: new Date(Math.max(...p50.map(({ times }) => times.at(-1) ?? 0))),
        ...cutGap('requests of pods', p50, pods),
      };
    }
    throw noRequests(cluster);
  },
});
