import type { PrometheusSeries } from '../azure/prometheus.ts';
import { promql } from '../azure/promql.ts';
import type { Samples } from '../model/samples.ts';
import { defineCollector } from './collector.ts';
import { NotMeasured } from './metrics/not-measured.ts';
import { cutGap, recentSeries } from './metrics/recent-series.ts';

/** CPU of one container over the last hour. */
export interface ContainerCpu {
  namespace: string;
  pod: string;
  container: string;
  /** Cores that it used. */
  cores: Samples;
  /** Share (0 to 1) of the scheduler's periods in which its limit held it up; absent where it has no limit or none was counted. */
  throttledShare?: Samples;
  /** Seconds a second that its threads were held up; may be more than one. */
  throttledSeconds?: Samples;
}

/** CPU use and throttling of all containers over the last hour (managed Prometheus, cAdvisor). */
export const containerCpu = defineCollector<'containerCpu', ContainerCpu[]>({
  name: 'containerCpu',
  what: 'CPU use and throttling of containers',
  ofPlace: true,
  async collect(azure, { cluster }, window) {
    const { name } = cluster;
    const use = promql`sum by (namespace, pod, container) (rate(container_cpu_usage_seconds_total{cluster=${name},container!="",container!="POD"}[1m]))`;
    const [cores, throttled, periods, seconds] = await Promise.all(
      [
        use,
        promql`sum by (namespace, pod, container) (rate(container_cpu_cfs_throttled_periods_total{cluster=${name},container!=""}[1m]))`,
        promql`sum by (namespace, pod, container) (rate(container_cpu_cfs_periods_total{cluster=${name},container!=""}[1m]))`,
        promql`sum by (namespace, pod, container) (rate(container_cpu_cfs_throttled_seconds_total{cluster=${name},container!=""}[1m]))`,
      ].map((query) => recentSeries(azure, cluster, query, window)),
    );
    if (!cores || cores.length === 0)
      throw new NotMeasured(cluster, {
        why: `Prometheus of ${name} has no samples of cAdvisor in the last hour.`,
        next: 'Check that the agent (ama-metrics) runs on every node and that its cadvisor target is on.',
      });
    const [held, all, waited] = [throttled, periods, seconds].map(
      (series) => new Map((series ?? []).map((it) => [keyOf(it), it])),
    );
    return {
      value: cores.map((it) => {
        const share = shareOf(held?.get(keyOf(it)), all?.get(keyOf(it)));
        const waits = waited?.get(keyOf(it));
        return {
          namespace: it.labels.namespace ?? '',
          pod: it.labels.pod ?? '',
          container: it.labels.container ?? '',
          cores: { times: it.times, values: it.values },
          ...(share && { throttledShare: share }),
          ...(waits && { throttledSeconds: { times: waits.times, values: waits.values } }),
        };
      }),
      source: { service: 'Prometheus', detail: 'container_cpu_usage_seconds_total', query: use.text },
      at: new Date(Math.max(...cores.map(({ times }) => times.at(-1) ?? 0))),
      ...cutGap('CPU use of containers', cores),
    };
  },
});

function keyOf({ labels: { namespace, pod, container } }: PrometheusSeries): string {
  return `${namespace}/${pod}/${container}`;
}

/** One rate over the other, at the moments that both have. */
function shareOf(part: PrometheusSeries | undefined, whole: PrometheusSeries | undefined): Samples | undefined {
  if (!part || !whole) return undefined;
  const wholes = new Map(whole.times.map((at, index) => [at, whole.values[index] ?? 0]));
  const both = part.times.flatMap((at, index) => {
    const all = wholes.get(at) ?? 0;
    return all > 0 ? [{ at, value: Math.min(1, (part.values[index] ?? 0) / all) }] : [];
  });
  return { times: both.map(({ at }) => at), values: both.map(({ value }) => value) };
}
