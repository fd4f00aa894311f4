import { type Labels, labelsOf, nameLabel } from '../../promql/labels.ts';
import { type Matcher, matchesAll, satisfies } from '../../promql/matcher.ts';
import { executionError } from '../../promql/promql-error.ts';
import type { Series, SeriesSource } from '../../promql/series.ts';
import type { Cluster } from '../estate.ts';
import type { World } from '../world.ts';
import { cadvisor } from './cadvisor.ts';
import { istio } from './istio.ts';
import { kubeStateCluster } from './kube-state-cluster.ts';
import { kubeStateControllers } from './kube-state-controllers.ts';
import { kubeStatePods } from './kube-state-pods.ts';
import { historyBegin, type MetricSeries, type Scope } from './metric.ts';
import { network } from './network.ts';
import { nodeExporter } from './node-exporter.ts';
import { targets } from './targets.ts';

/** Managed Prometheus scrapes every thirty seconds. */
export const scrapeMs = 30_000;

const metrics = [
  ...cadvisor,
  ...kubeStatePods,
  ...kubeStateCluster,
  ...kubeStateControllers,
  ...nodeExporter,
  ...network,
  ...istio,
  ...targets,
];
const sampleLimit = 5_000_000;

/** What managed Prometheus' minimal profile has of some clusters until now, with a mesh's requests and what nodes sent again, projected from the world. */
export function worldSeries(world: World, clusters: readonly Cluster[], now: Date): SeriesSource {
  return {
    select(matchers, from, to) {
      const begin = new Date(Math.max(from, historyBegin(world).getTime()));
      const end = new Date(Math.min(to, now.getTime()));
      if (end <= begin) return [];
      const found: Series[] = [];
      let samples = 0;
      for (const cluster of clusters.filter((it) => wanted(matchers, 'cluster', it.name))) {
        for (const metric of metrics.filter((it) => wanted(matchers, nameLabel, it.name))) {
          const scope: Scope = { world, cluster, from: begin, to: end };
          for (const one of metric.series(scope)) {
            const labels = named(metric.name, cluster, one);
            if (!matchesAll(matchers, labels)) continue;
            const series = sampled(labels, one, begin.getTime(), end.getTime());
            samples += series.times.length;
            if (samples > sampleLimit)
              throw executionError('query processing would load too many samples into memory in query execution');
            if (series.times.length > 0) found.push(series);
          }
        }
      }
      return found;
    },
  };
}

const wanted = (matchers: readonly Matcher[], label: string, value: string): boolean =>
  matchers.every((it) => it.name !== label || satisfies(it, value));

const named = (name: string, cluster: Cluster, series: MetricSeries): Labels =>
  labelsOf([...Object.entries(series.labels), ['cluster', cluster.name], [nameLabel, name]]);

/** The scrapes after `from` until `to`; where a series ends, its mark of staleness follows at the next scrape. */
function sampled(labels: Labels, one: MetricSeries, from: number, to: number): Series {
  const series: Series = { labels, times: [], values: [] };
  const since = Math.max(from + 1, one.since?.getTime() ?? 0);
  const until = one.until?.getTime() ?? Number.POSITIVE_INFINITY;
  for (let time = Math.ceil(since / scrapeMs) * scrapeMs; time <= to; time += scrapeMs) {
    const value = time <= until ? one.value(new Date(time)) : undefined;
    if (value === undefined && series.values.at(-1) === undefined) {
      if (time > until) break;
      continue;
    }
    series.times.push(time);
    series.values.push(value);
  }
  return series;
}
