import { type Labels, labelValue, withLabel, withoutName } from '../labels.ts';
import { numberOf, type PromFunction, pointsOf } from './prom-function.ts';

interface Bucket {
  bound: number;
  count: number;
}

/** The quantile of classic histograms: straight lines within the bucket that holds it, as Prometheus computes it. */
export const histogramQuantile: PromFunction = {
  takes: ['scalar', 'vector'],
  returns: 'vector',
  call: ([share, vector]) => {
    const quantile = numberOf(share);
    const histograms = new Map<string, { labels: Labels; buckets: Bucket[] }>();
    for (const { labels, value } of pointsOf(vector)) {
      const bound = boundOf(labelValue(labels, 'le'));
      if (Number.isNaN(bound)) continue;
      const rest = withoutName(withLabel(labels, 'le', ''));
      const histogram = histograms.get(rest.key) ?? { labels: rest, buckets: [] };
      histograms.set(rest.key, histogram);
      histogram.buckets.push({ bound, count: value });
    }
    return {
      type: 'vector',
      points: [...histograms.values()].map(({ labels, buckets }) => ({ labels, value: valueAt(quantile, buckets) })),
    };
  },
};

function boundOf(le: string): number {
  if (le === '+Inf') return Number.POSITIVE_INFINITY;
  return le === '' ? Number.NaN : Number(le);
}

function valueAt(quantile: number, given: Bucket[]): number {
  if (Number.isNaN(quantile)) return Number.NaN;
  if (quantile < 0) return Number.NEGATIVE_INFINITY;
  if (quantile > 1) return Number.POSITIVE_INFINITY;
  const buckets = cumulative(given.toSorted((one, other) => one.bound - other.bound));
  const last = buckets.at(-1);
  if (buckets.length < 2 || last?.bound !== Number.POSITIVE_INFINITY || !(last.count > 0)) return Number.NaN;
  const rank = quantile * last.count;
  const index = buckets.findIndex(({ count }) => count >= rank);
  const [bucket, before] = [buckets[index], buckets[index - 1]];
  // Beyond the last finite bound nobody knows more than that bound.
  if (!bucket || bucket.bound === Number.POSITIVE_INFINITY) return buckets.at(-2)?.bound ?? Number.NaN;
  if (!before && bucket.bound <= 0) return bucket.bound;
  const [start, counted] = [before?.bound ?? 0, before?.count ?? 0];
  return start + ((bucket.bound - start) * (rank - counted)) / (bucket.count - counted);
}

/** Equal bounds are one bucket, and a count that falls, as rates make it, is lifted. */
function cumulative(sorted: readonly Bucket[]): Bucket[] {
  const buckets: Bucket[] = [];
  for (const { bound, count } of sorted) {
    const before = buckets.at(-1);
    if (before?.bound === bound) before.count += count;
    else buckets.push({ bound, count });
  }
  let most = 0;
  return buckets.map(({ bound, count }) => {
    most = Math.max(most, count);
    return { bound, count: most };
  });
}
