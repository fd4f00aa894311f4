import type { RecordedSeries } from './recorded-cluster.ts';

/** A counter whose growth a second is what was recorded, from each moment until the next; begins at nothing. */
export function integrated(
  points: RecordedSeries['points'],
  rate: (value: number, at: number) => number,
): RecordedSeries['points'] {
  let total = 0;
  let last: { at: number; value: number } | undefined;
  return points.map((point) => {
    if (last) total += (rate(point.value, point.at) * (point.at - last.at)) / 1_000;
    last = point;
    return { at: point.at, value: total };
  });
}
