import { promql } from '../azure/promql.ts';
import type { Samples } from '../model/samples.ts';
import { defineCollector } from './collector.ts';
import { NotMeasured } from './metrics/not-measured.ts';
import { cutGap, recentSeries } from './metrics/recent-series.ts';

/** CPU and network of one node over the last hour. */
export interface NodeTraffic {
  node: string;
  /** Share (0 to 1) of its cores that is in use. */
  cpu: Samples;
  /** TCP segments sent again, a second; absent where the agent does not keep node_netstat_Tcp_RetransSegs (its minimal profile). */
  retransmits?: Samples;
}

/** CPU use and TCP retransmissions of all nodes over the last hour (managed Prometheus, node exporter). */
export const nodeTraffic = defineCollector<'nodeTraffic', NodeTraffic[]>({
  name: 'nodeTraffic',
  what: 'CPU use and retransmissions of nodes',
  ofPlace: true,
  async collect(azure, { cluster }, window) {
    const { name } = cluster;
    const query = promql`avg by (instance) (rate(node_cpu_seconds_total{cluster=${name},mode="idle"}[1m]))`;
    const [idle, again] = await Promise.all([
      recentSeries(azure, cluster, query, window),
      recentSeries(
        azure,
        cluster,
        promql`sum by (instance) (rate(node_netstat_Tcp_RetransSegs{cluster=${name}}[1m]))`,
        window,
      ),
    ]);
    if (idle.length === 0)
      throw new NotMeasured(cluster, {
        why: `Prometheus of ${name} has no samples of the node exporter in the last hour.`,
        next: 'Check that the agent (ama-metrics) runs on every node and that its nodeexporter target is on.',
      });
    const againBy = new Map(again.map((it) => [it.labels.instance, it]));
    return {
      value: idle.map(({ labels: { instance = '' }, times, values }) => {
        const segments = againBy.get(instance);
        return {
          node: instance,
          cpu: { times, values: values.map((it) => Math.min(1, Math.max(0, 1 - it))) },
          ...(segments && { retransmits: { times: segments.times, values: segments.values } }),
        };
      }),
      source: { service: 'Prometheus', detail: 'node_cpu_seconds_total', query: query.text },
      at: new Date(Math.max(...idle.map(({ times }) => times.at(-1) ?? 0))),
      ...cutGap('traffic of nodes', idle),
    };
  },
});
