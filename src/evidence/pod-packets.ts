import { promql } from '../azure/promql.ts';
import type { Samples } from '../model/samples.ts';
import { defineCollector } from './collector.ts';
import { NotMeasured } from './metrics/not-measured.ts';
import { cutGap, recentSeries } from './metrics/recent-series.ts';

/** Network packets of one pod over the last hour, a second. */
export interface PodPackets {
  namespace: string;
  pod: string;
  received: Samples;
  sent?: Samples;
}

/** Packets that pods receive and send over the last hour (managed Prometheus, cAdvisor). */
export const podPackets = defineCollector<'podPackets', PodPackets[]>({
  name: 'podPackets',
  what: 'network packets of pods',
  ofPlace: true,
  async collect(azure, { cluster }, window) {
    const { name } = cluster;
    const query = promql`sum by (namespace, pod) (rate(container_network_receive_packets_total{cluster=${name},pod!=""}[1m]))`;
    const [received, sent] = await Promise.all([
      recentSeries(azure, cluster, query, window),
      recentSeries(
        azure,
        cluster,
        promql`sum by (namespace, pod) (rate(container_network_transmit_packets_total{cluster=${name},pod!=""}[1m]))`,
        window,
      ),
    ]);
    if (received.length === 0)
      throw new NotMeasured(cluster, {
        why: `Prometheus of ${name} has no network counters of pods in the last hour.`,
        next: 'Check that the agent (ama-metrics) runs on every node and that its cadvisor target is on.',
      });
    const sentBy = new Map(sent.map((it) => [`${it.labels.namespace}/${it.labels.pod}`, it]));
    return {
      value: received.map(({ labels: { namespace = '', pod = '' }, times, values }) => {
        const other = sentBy.get(`${namespace}/${pod}`);
        return {
          namespace,
          pod,
          received: { times, values },
          ...(other && { sent: { times: other.times, values: other.values } }),
        };
      }),
      source: { service: 'Prometheus', detail: 'container_network_receive_packets_total', query: query.text },
      at: new Date(Math.max(...received.map(({ times }) => times.at(-1) ?? 0))),
      ...cutGap('packets of pods', received),
    };
  },
});
