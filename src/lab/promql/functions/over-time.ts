import { type Labels, labelsOf, nameLabel, withoutName } from '../labels.ts';
import { largest, meanOf, quantileOf, smallest, sumOf, varianceOf } from '../sum.ts';
import type { Node } from '../syntax.ts';
import { numberOf, type PromFunction, windowsIn } from './prom-function.ts';

/** Functions on the values within a range. */
export const overTime: Record<string, PromFunction> = {
  avg_over_time: ofValues(meanOf),
  min_over_time: ofValues(smallest),
  max_over_time: ofValues(largest),
  sum_over_time: ofValues(sumOf),
  count_over_time: ofValues((values) => values.length),
  present_over_time: ofValues(() => 1),
  stdvar_over_time: ofValues(varianceOf),
  stddev_over_time: ofValues((values) => Math.sqrt(varianceOf(values))),
  // A sample of the series itself, so it keeps its name.
  last_over_time: ofValues(
    (values) => values.at(-1) ?? Number.NaN,
    (labels) => labels,
  ),
  changes: ofValues((values) =>
    countPairs(values, (one, next) => one !== next && !(Number.isNaN(one) && Number.isNaN(next))),
  ),
  resets: ofValues((values) => countPairs(values, (one, next) => next < one)),
  quantile_over_time: {
    takes: ['scalar', 'matrix'],
    returns: 'vector',
    call: ([share, range]) => ({
      type: 'vector',
      points: windowsIn(range).map((it) => ({
        labels: withoutName(it.labels),
        value: quantileOf(numberOf(share), it.values),
      })),
    }),
  },
  absent_over_time: {
    takes: ['matrix'],
    returns: 'vector',
    call: ([range], _at, [node]) => ({
      type: 'vector',
      points: windowsIn(range).length > 0 ? [] : [{ labels: absentLabels(node), value: 1 }],
    }),
  },
};

function ofValues(result: (values: number[]) => number, named: (labels: Labels) => Labels = withoutName): PromFunction {
  return {
    takes: ['matrix'],
    returns: 'vector',
    call: ([range]) => ({
      type: 'vector',
      points: windowsIn(range).map((it) => ({ labels: named(it.labels), value: result(it.values) })),
    }),
  };
}

function countPairs(values: number[], holds: (one: number, next: number) => boolean): number {
  return values.filter((next, index) => index > 0 && holds(values[index - 1] ?? 0, next)).length;
}

/** The labels of what is not there: those that its selector asks for by one exact value each. */
export function absentLabels(node: Node | undefined): Labels {
  if (node?.type === 'paren') return absentLabels(node.of);
  if (node?.type !== 'selector') return labelsOf([]);
  const wanted = node.matchers.filter((it) => it.name !== nameLabel);
  return labelsOf(
    wanted
      .filter((it) => it.op === '=' && wanted.filter((other) => other.name === it.name).length === 1)
      .map((it) => [it.name, it.value] as const),
  );
}
