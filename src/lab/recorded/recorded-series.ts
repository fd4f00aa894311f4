import { labelsOf, nameLabel } from '../promql/labels.ts';
import { matchesAll, metricOf, satisfies } from '../promql/matcher.ts';
import { countUntil, type SeriesSource } from '../promql/series.ts';
import { onceFor } from '../world/once-for.ts';
import type { RecordedCluster } from './recorded-cluster.ts';
import { standardSeries } from './standard-series.ts';

/** The metrics of a recording as Prometheus series, as they were recorded and under their standard names, with the cluster's name as a label. */
export function recordedSeries(recorded: RecordedCluster, cluster: string): SeriesSource {
  const known = seriesByName(recorded);
  const all = known.get(cluster) ?? labelled(recorded, cluster);
  known.set(cluster, all);
  return {
    select(matchers, from, to) {
      const ofName = matchers.filter((it) => it.name === nameLabel);
      const exact = metricOf(ofName);
      const named = exact === undefined ? [...all] : [[exact, all.get(exact) ?? []] as const];
      return named
        .filter(([name]) => ofName.every((it) => satisfies(it, name)))
        .flatMap(([, its]) => its)
        .flatMap(({ labels, times, values }) => {
          const [first, end] = [countUntil(times, from), countUntil(times, to)];
          if (first >= end || !matchesAll(matchers, labels)) return [];
          return [{ labels, times: times.slice(first, end), values: values.slice(first, end) }];
        });
    },
  };
}

/** Labelled once, by the cluster's name: a question asks for the same series again and again. */
const seriesByName = onceFor((_: RecordedCluster) => new Map<string, ReturnType<typeof labelled>>());

function labelled(recorded: RecordedCluster, cluster: string) {
  const all = [...recorded.series, ...standardSeries(recorded)].map(({ name, labels, points }) => ({
    name,
    labels: labelsOf([...Object.entries(labels), ['cluster', cluster], [nameLabel, name]]),
    times: points.map(({ at }) => at),
    values: points.map(({ value }) => value),
  }));
  return Map.groupBy(all, ({ name }) => name);
}
