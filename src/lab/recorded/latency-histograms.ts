import { integrated } from './integrated.ts';
import type { RecordedSeries } from './recorded-cluster.ts';

/** Istio's bounds, in milliseconds. */
const bounds = [
  0.5,
  1,
  5,
  10,
  25,
  50,
  100,
  250,
  500,
  1_000,
  2_500,
  5_000,
  10_000,
  30_000,
  60_000,
  300_000,
  600_000,
  1_800_000,
  3_600_000,
  Number.POSITIVE_INFINITY,
];
/** Of all observations so many lie in the bucket of a quantile; the rest between the buckets. */
const inBucket = 0.1;

/** A quantile over time, in milliseconds; zero where nothing was measured. */
interface Quantile {
  share: number;
  points: RecordedSeries['points'];
}

/**
 * Buckets whose histogram_quantile is the recorded value, where two quantiles lie in buckets of their own. A recording
 * does not tell how many observations its quantiles are of: one a second is taken.
 */
export function latencyHistograms(labels: Record<string, string>, quantiles: readonly Quantile[]): RecordedSeries[] {
  const [first] = quantiles.filter(({ points }) => points.length > 0);
  if (!first) return [];
  const valueAt = quantiles.map(({ share, points }) => ({ share, at: new Map(points.map((it) => [it.at, it.value])) }));
  return bounds.map((bound) => ({
    name: 'istio_request_duration_milliseconds_bucket',
    labels: { ...labels, le: bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound) },
    points: integrated(first.points, (_, at) =>
      shareBelow(
        bound,
        valueAt.flatMap((it) => ({ share: it.share, value: it.at.get(at) ?? 0 })).filter(({ value }) => value > 0),
      ),
    ),
  }));
}

interface Known {
  share: number;
  value: number;
}

/** The share of observations that are not above a bound, which is where a bucket ends and the next begins. */
function shareBelow(bound: number, quantiles: readonly Known[]): number {
  if (quantiles.length === 0) return 0;
  const index = bounds.indexOf(bound);
  const ending = within(quantiles, bounds[index - 1] ?? 0, bound);
  if (ending) return ending.to;
  const beginning = within(quantiles, bound, bounds[index + 1] ?? bound);
  if (beginning) return beginning.from;
  const below = quantiles.findLast(({ value }) => value <= bound);
  return quantiles.some(({ value }) => value > bound) ? (below?.share ?? 0) : 1;
}

/**
 * The shares at both ends of a bucket that holds quantiles, so that evenly spread observations give them back: on the
 * line through two of them, and around a single one.
 */
function within(quantiles: readonly Known[], lower: number, upper: number): { from: number; to: number } | undefined {
  const held = quantiles.filter(({ value }) => value > lower && value <= upper);
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) return undefined;
  const room = Math.min(upper, lower * 2 + 1e9) - lower;
  const slope =
    last.value > first.value
      ? (last.share - first.share) / (last.value - first.value)
      : Math.min(inBucket, 1 - last.share) / room;
  return {
    from: Math.max(0, first.share - slope * (first.value - lower)),
    to: Math.min(1, last.share + slope * (lower + room - last.value)),
  };
}
