import { withoutName } from '../labels.ts';
import type { Window } from '../series.ts';
import { sumOf } from '../sum.ts';
import { numberOf, type PromFunction, windowsIn } from './prom-function.ts';

/** The straight line through a window's samples by least squares: its slope per second, and its value at a moment. */
function lineOf({ times, values }: Window, at: number): { slope: number; value: number } {
  const [first = Number.NaN] = values;
  if (values.every((it) => it === first)) return Number.isFinite(first) ? { slope: 0, value: first } : noLine;
  const seconds = times.map((it) => (it - at) / 1_000);
  const count = values.length;
  const [sumX, sumY] = [sumOf(seconds), sumOf(values)];
  const together = sumOf(seconds.map((it, index) => it * (values[index] ?? 0))) - (sumX * sumY) / count;
  const spread = sumOf(seconds.map((it) => it * it)) - (sumX * sumX) / count;
  const slope = together / spread;
  return { slope, value: sumY / count - (slope * sumX) / count };
}

const noLine = { slope: Number.NaN, value: Number.NaN };

/** Functions on the straight line through the samples of a range; they need two samples. */
export const trends: Record<string, PromFunction> = {
  deriv: {
    takes: ['matrix'],
    returns: 'vector',
    call: ([range]) => ({
      type: 'vector',
      points: enough(range).map((it) => ({
        labels: withoutName(it.labels),
        value: lineOf(it, it.times[0] ?? 0).slope,
      })),
    }),
  },
  predict_linear: {
    takes: ['matrix', 'scalar'],
    returns: 'vector',
    call: ([range, ahead], at) => ({
      type: 'vector',
      points: enough(range).map((it) => {
        const { slope, value } = lineOf(it, at);
        return { labels: withoutName(it.labels), value: slope * numberOf(ahead) + value };
      }),
    }),
  },
};

function enough(range: Parameters<typeof windowsIn>[0]): Window[] {
  return windowsIn(range).filter((it) => it.times.length > 1);
}
