import { labelsOf, nameLabel } from '../promql/labels.ts';
import { matchesAll } from '../promql/matcher.ts';
import type { SeriesSource } from '../promql/series.ts';
import type { RecordedCluster } from './recorded-cluster.ts';

/** The metrics of a recording as Prometheus series, with the cluster's name as a label. */
export function recordedSeries(recorded: RecordedCluster, cluster: string): SeriesSource {
  return {
    select(matchers, from, to) {
      return recorded.series.flatMap(({ name, labels: own, points }) => {
        const labels = labelsOf([...Object.entries(own), ['cluster', cluster], [nameLabel, name]]);
        const within = points.filter(({ at }) => at > from && at <= to);
        if (within.length === 0 || !matchesAll(matchers, labels)) return [];
        return [{ labels, times: within.map(({ at }) => at), values: within.map(({ value }) => value) }];
      });
    },
  };
}
