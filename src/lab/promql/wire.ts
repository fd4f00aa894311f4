import type { Labels } from './labels.ts';
import type { Track } from './query.ts';
import type { Value } from './series.ts';

/** `data` of Prometheus' answer to a query at one moment (milliseconds). */
export function instantData(value: Value, at: number): object {
  const moment = at / 1_000;
  switch (value.type) {
    case 'scalar':
      return { resultType: 'scalar', result: [moment, numberText(value.value)] };
    case 'string':
      return { resultType: 'string', result: [moment, value.value] };
    case 'vector':
      return {
        resultType: 'vector',
        result: value.points.map((it) => ({ metric: metric(it.labels), value: [moment, numberText(it.value)] })),
      };
    case 'matrix':
      return {
        resultType: 'matrix',
        result: value.windows.map((it) => ({
          metric: metric(it.labels),
          values: it.times.map((time, index) => [time / 1_000, numberText(it.values[index] ?? Number.NaN)]),
        })),
      };
  }
}

/** `data` of Prometheus' answer to a query over a range. */
export function rangeData(tracks: readonly Track[]): object {
  return {
    resultType: 'matrix',
    result: tracks.map((it) => ({
      metric: metric(it.labels),
      values: it.points.map(([time, value]) => [time / 1_000, numberText(value)]),
    })),
  };
}

const metric = (labels: Labels): Record<string, string> => Object.fromEntries(labels.pairs);

/** A number as Prometheus prints it: "NaN", "+Inf", "1e-07"; without an exponent from 1e-6 to 1e21. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const text = String(value);
  return text.includes('e') ? text.replace(/e([+-])(\d)$/, 'e$10$2') : text;
}
