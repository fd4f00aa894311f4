import { labelsOf, nameLabel } from '../promql/labels.ts';
import { matchesAll } from '../promql/matcher.ts';
import type { SeriesSource } from '../promql/series.ts';
import { onceFor } from '../world/once-for.ts';
import type { RecordedCluster } from './recorded-cluster.ts';
import { standardSeries } from './standard-series.ts';

/** The metrics of a recording as Prometheus series, as they were recorded and under their standard names, with the cluster's name as a label. */
export function recordedSeries(recorded: RecordedCluster, cluster: string): SeriesSource {
  return {
    select(matchers, from, to) {
      return allSeries(recorded).flatMap(({ name, labels: own, points }) => {
        const labels = labelsOf([...Object.entries(own), ['cluster', cluster], [nameLabel, name]]);
        if (!matchesAll(matchers, labels)) return [];
        const within = points.filter(({ at }) => at > from && at <= to);
        if (within.length === 0) return [];
        return [{ labels, times: within.map(({ at }) => at), values: within.map(({ value }) => value) }];
      });
    },
  };
}

const allSeries = onceFor((recorded: RecordedCluster) => [...recorded.series, ...standardSeries(recorded)]);
