import { drop, keep, type Labels, nameLabel } from './labels.ts';
import { executionError } from './promql-error.ts';
import type { Point } from './series.ts';
import { largest, meanOf, quantileOf, smallest, sumOf } from './sum.ts';
import type { Aggregate } from './syntax.ts';

interface Aggregation {
  /** Takes a number before the vector. */
  param?: boolean;
  /** What a group becomes: one value. */
  value?: (values: number[], param: number) => number;
  /** Or some of its own points. */
  chosen?: (points: Point[], count: number) => Point[];
}

/** The aggregations, by name. */
export const aggregations: ReadonlyMap<string, Aggregation> = new Map<string, Aggregation>([
  ['sum', { value: sumOf }],
  ['avg', { value: meanOf }],
  ['min', { value: smallest }],
  ['max', { value: largest }],
  ['count', { value: (values) => values.length }],
  ['group', { value: () => 1 }],
  ['quantile', { param: true, value: (values, share) => quantileOf(share, values) }],
  ['topk', { param: true, chosen: (points, count) => ranked(points, -1).slice(0, count) }],
  ['bottomk', { param: true, chosen: (points, count) => ranked(points, 1).slice(0, count) }],
]);

/** One value, or some points, for each group. */
export function aggregate(node: Aggregate, points: readonly Point[], param: number): Point[] {
  const how = aggregations.get(node.op);
  if (!how) throw executionError(`expected aggregation operator but got "${node.op}"`);
  const count = how.chosen ? countOf(param) : 0;
  const groups = new Map<string, { labels: Labels; points: Point[] }>();
  for (const point of points) {
    const labels = node.without ? drop(point.labels, [...node.labels, nameLabel]) : keep(point.labels, node.labels);
    const group = groups.get(labels.key);
    if (group) group.points.push(point);
    else groups.set(labels.key, { labels, points: [point] });
  }
  return [...groups.values()].flatMap((group) =>
    how.chosen
      ? how.chosen(group.points, count)
      : [
          {
            labels: group.labels,
            value:
              how.value?.(
                group.points.map((it) => it.value),
                param,
              ) ?? Number.NaN,
          },
        ],
  );
}

function countOf(param: number): number {
  if (Number.isNaN(param)) throw executionError('Parameter value is NaN');
  if (param >= 2 ** 63) throw executionError(`Scalar value ${param} overflows int64`);
  return Math.max(0, Math.trunc(param));
}

/** Largest (-1) or smallest (1) first; NaN last in both. */
function ranked(points: readonly Point[], direction: 1 | -1): Point[] {
  return [...points].sort((one, other) => {
    if (Number.isNaN(one.value) || Number.isNaN(other.value))
      return Number(Number.isNaN(one.value)) - Number(Number.isNaN(other.value));
    return one.value === other.value ? 0 : one.value < other.value ? -direction : direction;
  });
}
