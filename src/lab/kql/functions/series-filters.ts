import { keyOf } from '../compare.ts';
import { toReal } from '../convert.ts';
import { unsupported } from '../kql-error.ts';
import { box, type Value } from '../value.ts';
import { lenient, type ScalarFunction } from './scalar-function.ts';

const numbers = (value: Value | undefined): number[] | null => {
  const read = Array.isArray(value) ? value.map((it) => toReal(it, 'dynamic')) : [null];
  return read.includes(null) ? null : (read as number[]);
};

/** A recursive filter: b over what comes in, a over what went out. */
function recursive(series: number[], b: number[], a: number[]): number[] | null {
  const [first] = a;
  if (!first) return null;
  const made: number[] = [];
  series.forEach((_, at) => {
    const forward = b.reduce((sum, it, back) => sum + it * (series[at - back] ?? 0), 0);
    const backward = a.slice(1).reduce((sum, it, back) => sum + it * (made[at - back - 1] ?? 0), 0);
    made.push((forward - backward) / first);
  });
  return made;
}

/** A filter over a window; normalized by the sum of its weights unless told otherwise. */
const finite = lenient(([given, filter, normalize = true, center = false]) => {
  const [series, weights] = [numbers(given), numbers(filter)];
  if (!series || !weights) return null;
  const sum = weights.reduce((total, it) => total + it, 0);
  const scale = normalize === true ? sum : 1;
  if (scale === 0) throw unsupported('series_fir() with weights whose sum is 0');
  const ahead = center === true ? Math.floor(weights.length / 2) : 0;
  return series.map(
    (_, at) => weights.reduce((total, it, back) => total + it * (series[at + ahead - back] ?? 0), 0) / scale,
  );
});

/** Fills gaps on the straight line between their neighbours; gaps at the edges take the nearest value. */
const linear = lenient(
  ([given, missing = null, edges = true, constant = null], [, type = 'null', , filler = 'null']) => {
    if (!Array.isArray(given)) return null;
    const gap = keyOf(box(missing, type), 'dynamic');
    const known = given.map((it) => (it === null || keyOf(it, 'dynamic') === gap ? null : toReal(it, 'dynamic')));
    const places = known.flatMap((it, at) => (it === null ? [] : [at]));
    return known.map((own, at): Value => {
      if (own !== null) return given[at] ?? null;
      const before = places.findLast((it) => it < at);
      const after = places.find((it) => it > at);
      if (before === undefined && after === undefined) return box(constant, filler);
      if (before === undefined || after === undefined)
        return edges === true ? (given[before ?? after ?? 0] ?? null) : (given[at] ?? null);
      const [from, to] = [known[before] ?? 0, known[after] ?? 0];
      return from + ((to - from) * (at - before)) / (after - before);
    });
  },
);

function pair(compute: (a: number[], b: number[]) => number): ScalarFunction {
  return lenient(([first, second]) => {
    const [a, b] = [numbers(first), numbers(second)];
    return a && b && a.length === b.length ? compute(a, b) : null;
  });
}

const dot = (a: number[], b: number[]) => a.reduce((sum, it, at) => sum + it * (b[at] ?? 0), 0);

/** Filters over series, and products of series. */
export const seriesFilters: Record<string, ScalarFunction> = {
  series_iir: lenient(([given, b, a]) => {
    const [series, forward, backward] = [numbers(given), numbers(b), numbers(a)];
    return series && forward && backward ? recursive(series, forward, backward) : null;
  }),
  series_fir: finite,
  series_fill_linear: linear,
  series_dot_product: pair(dot),
  series_cosine_similarity: pair((a, b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))),
  series_magnitude: lenient(([given]) => {
    const series = numbers(given);
    return series && Math.sqrt(dot(series, series));
  }),
  series_product: lenient(([given]) => numbers(given)?.reduce((product, it) => product * it, 1) ?? null),
};
