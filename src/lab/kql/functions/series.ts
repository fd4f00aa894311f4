import { keyOf } from '../compare.ts';
import { toReal } from '../convert.ts';
import { box, type Value } from '../value.ts';
import { lenient, type ScalarFunction } from './scalar-function.ts';

const numbersOf = (value: Value | undefined): (number | null)[] | null =>
  Array.isArray(value) ? value.map((it) => toReal(it, 'dynamic')) : null;

/** Element by element over two series; a number counts as a series of itself. */
function pairwise(compute: (a: number, b: number) => Value): ScalarFunction {
  return lenient((values, types) => {
    const [a, b] = values.map((it, index) => numbersOf(it) ?? toReal(it, types[index] ?? 'unknown'));
    const length = Math.max(Array.isArray(a) ? a.length : 0, Array.isArray(b) ? b.length : 0);
    if (!Array.isArray(a) && !Array.isArray(b)) return null;
    const at = (side: typeof a, index: number) => (Array.isArray(side) ? side[index] : side) ?? null;
    return Array.from({ length }, (_, index) => {
      const [x, y] = [at(a, index), at(b, index)];
      return x === null || y === null ? null : compute(x, y);
    });
  });
}

function eachOf(compute: (value: number) => number): ScalarFunction {
  return lenient(([series]) => numbersOf(series)?.map((it) => (it === null ? null : compute(it))) ?? null);
}

/** Least squares over the places 1, 2, 3, ...: slope, interception (at place 0), variances and how well it fits. */
export function fitLine(values: number[]) {
  const n = values.length;
  const [xMean, yMean] = [(n + 1) / 2, values.reduce((sum, it) => sum + it, 0) / n];
  const sxx = values.reduce((sum, _, at) => sum + (at + 1 - xMean) ** 2, 0);
  const sxy = values.reduce((sum, y, at) => sum + (at + 1 - xMean) * (y - yMean), 0);
  const slope = sxx === 0 ? 0 : sxy / sxx;
  const interception = yMean - slope * xMean;
  const residual = values.reduce((sum, y, at) => sum + (y - (interception + slope * (at + 1))) ** 2, 0);
  const total = values.reduce((sum, y) => sum + (y - yMean) ** 2, 0);
  return {
    rsquare: total === 0 ? 1 : 1 - residual / total,
    slope,
    variance: total / (n - 1),
    rvariance: residual / (n - 1),
    interception,
    fit: values.map((_, at) => interception + slope * (at + 1)),
  };
}

function fill(direction: 1 | -1): ScalarFunction {
  return lenient(([series, missing = null], [, missingType = 'unknown']) => {
    if (!Array.isArray(series)) return null;
    const gap = keyOf(box(missing, missingType), 'dynamic');
    const items = direction === 1 ? [...series] : [...series].reverse();
    let last: Value = null;
    const filled = items.map((it) => {
      const empty = it === null || (missing !== null && keyOf(it, 'dynamic') === gap);
      if (!empty) last = it;
      return empty && last !== null ? last : it;
    });
    return direction === 1 ? filled : filled.reverse();
  });
}

const fillConst: ScalarFunction = lenient(
  ([series, constant = null, missing = null], [, type = 'unknown', missingType = 'unknown']) => {
    if (!Array.isArray(series)) return null;
    const gap = keyOf(box(missing, missingType), 'dynamic');
    return series.map((it) =>
      it === null || (missing !== null && keyOf(it, 'dynamic') === gap) ? box(constant, type) : it,
    );
  },
);

function sumOf(series: Value | undefined): number | null {
  const numbers = numbersOf(series);
  return numbers && !numbers.includes(null) ? (numbers as number[]).reduce((sum, it) => sum + it, 0) : null;
}

const pearson: ScalarFunction = lenient(([first, second]) => {
  const [a, b] = [numbersOf(first), numbersOf(second)];
  if (!a || !b || a.length !== b.length || a.includes(null) || b.includes(null)) return null;
  const mean = (items: number[]) => items.reduce((sum, it) => sum + it, 0) / items.length;
  const [x, y] = [a as number[], b as number[]];
  const [mx, my] = [mean(x), mean(y)];
  const top = x.reduce((sum, it, at) => sum + (it - mx) * ((y[at] ?? 0) - my), 0);
  const norm = (items: number[], m: number) => Math.sqrt(items.reduce((sum, it) => sum + (it - m) ** 2, 0));
  return top / (norm(x, mx) * norm(y, my));
});

/** Functions of series, which are arrays of numbers. */
export const series: Record<string, ScalarFunction> = {
  series_add: pairwise((a, b) => a + b),
  series_subtract: pairwise((a, b) => a - b),
  series_multiply: pairwise((a, b) => a * b),
  series_divide: pairwise((a, b) => a / b),
  series_pow: pairwise((a, b) => a ** b),
  series_greater: pairwise((a, b) => a > b),
  series_greater_equals: pairwise((a, b) => a >= b),
  series_less: pairwise((a, b) => a < b),
  series_less_equals: pairwise((a, b) => a <= b),
  series_equals: pairwise((a, b) => a === b),
  series_not_equals: pairwise((a, b) => a !== b),
  series_abs: eachOf(Math.abs),
  series_exp: eachOf(Math.exp),
  series_log: eachOf(Math.log),
  series_sign: eachOf(Math.sign),
  series_ceiling: eachOf(Math.ceil),
  series_floor: eachOf(Math.floor),
  series_sin: eachOf(Math.sin),
  series_cos: eachOf(Math.cos),
  series_tan: eachOf(Math.tan),
  series_asin: eachOf(Math.asin),
  series_acos: eachOf(Math.acos),
  series_atan: eachOf(Math.atan),
  series_fill_forward: fill(1),
  series_fill_backward: fill(-1),
  series_fill_const: fillConst,
  series_sum: lenient(([it]) => sumOf(it)),
  series_pearson_correlation: pearson,
  series_fit_line_dynamic: lenient(([it]) => {
    const numbers = numbersOf(it);
    if (!numbers || numbers.includes(null) || numbers.length < 2) return null;
    const { rsquare, slope, variance, rvariance, interception, fit } = fitLine(numbers as number[]);
    return new Map<string, Value>([
      ['rsquare', rsquare],
      ['slope', slope],
      ['variance', variance],
      ['rvariance', rvariance],
      ['interception', interception],
      ['line_fit', fit],
    ]);
  }),
  series_fit_line: lenient(([it]) => {
    const numbers = complete(it);
    if (!numbers || numbers.length < 2) return null;
    const { rsquare, slope, variance, rvariance, interception, fit } = fitLine(numbers);
    return [rsquare, slope, variance, rvariance, interception, fit];
  }),
  series_stats: lenient(([it]) => statistics(complete(it))),
};

function complete(value: Value | undefined): number[] | null {
  const numbers = numbersOf(value);
  return numbers && !numbers.includes(null) ? (numbers as number[]) : null;
}

/** min, min_idx, max, max_idx, avg, stdev, variance. */
function statistics(numbers: number[] | null): Value[] | null {
  if (!numbers || numbers.length === 0) return null;
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const mean = numbers.reduce((sum, it) => sum + it, 0) / numbers.length;
  const variance =
    numbers.length > 1 ? numbers.reduce((sum, it) => sum + (it - mean) ** 2, 0) / (numbers.length - 1) : 0;
  return [least, numbers.indexOf(least), most, numbers.indexOf(most), mean, Math.sqrt(variance), variance];
}
