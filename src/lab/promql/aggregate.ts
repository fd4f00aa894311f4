import { drop, keep, type Labels, nameLabel, withLabel } from './labels.ts';
import { executionError } from './promql-error.ts';
import type { Point } from './series.ts';
import { largest, meanOf, quantileOf, smallest, sumOf, varianceOf } from './sum.ts';
import type { Aggregate } from './syntax.ts';
import { numberText } from './wire.ts';

interface Aggregation {
  /** What it takes before the vector. */
  param?: 'scalar' | 'string';
  /** What a group becomes: one value. */
  value?: (values: number[], param: number) => number;
  /** Or some of its own points. */
  chosen?: (points: Point[], count: number) => Point[];
  /** Or a point for each value, which goes into a label of this name. */
  byValue?: boolean;
}

/** The aggregations, by name. */
export const aggregations: ReadonlyMap<string, Aggregation> = new Map<string, Aggregation>([
  ['sum', { value: sumOf }],
  ['avg', { value: meanOf }],
  ['min', { value: smallest }],
  ['max', { value: largest }],
  ['count', { value: (values) => values.length }],
  ['group', { value: () => 1 }],
  ['stdvar', { value: varianceOf }],
  ['stddev', { value: (values) => Math.sqrt(varianceOf(values)) }],
  ['count_values', { param: 'string', byValue: true }],
  ['quantile', { param: 'scalar', value: (values, share) => quantileOf(share, values) }],
  ['topk', { param: 'scalar', chosen: (points, count) => ranked(points, -1).slice(0, count) }],
  ['bottomk', { param: 'scalar', chosen: (points, count) => ranked(points, 1).slice(0, count) }],
]);

/** One value, or some points, for each group. */
export function aggregate(node: Aggregate, points: readonly Point[], param: number | string): Point[] {
  const how = aggregations.get(node.op);
  if (!how) throw executionError(`expected aggregation operator but got "${node.op}"`);
  const count = how.chosen ? countOf(Number(param)) : 0;
  if (how.byValue && !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(String(param)))
    throw executionError(`invalid label name ${JSON.stringify(param)}`);
  const groups = new Map<string, { labels: Labels; points: Point[] }>();
  const names = node.without ? [...node.labels, nameLabel] : node.labels;
  for (const point of points) {
    const labels = node.without ? drop(point.labels, names) : keep(point.labels, names);
    const group = groups.get(labels.key);
    if (group) group.points.push(point);
    else groups.set(labels.key, { labels, points: [point] });
  }
  return [...groups.values()].flatMap((group) =>
    how.byValue
      ? counted(group.points, group.labels, String(param))
      : how.chosen
        ? how.chosen(group.points, count)
        : [
            {
              labels: group.labels,
              value:
                how.value?.(
                  group.points.map((it) => it.value),
                  Number(param),
                ) ?? Number.NaN,
            },
          ],
  );
}

/** How often each value is there. */
function counted(points: readonly Point[], labels: Labels, name: string): Point[] {
  const counts = new Map<string, number>();
  for (const { value } of points) {
    const text = numberText(value);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, value]) => ({ labels: withLabel(labels, name, text), value }));
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
