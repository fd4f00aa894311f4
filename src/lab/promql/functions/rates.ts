import { withoutName } from '../labels.ts';
import type { Window } from '../series.ts';
import { type PromFunction, windowsIn } from './prom-function.ts';

/** Functions on the change within a range, extrapolated to the whole range as Prometheus does it. */
export const rates: Record<string, PromFunction> = {
  rate: ofRange((window) => extrapolated(window, { counter: true, perSecond: true })),
  increase: ofRange((window) => extrapolated(window, { counter: true, perSecond: false })),
  delta: ofRange((window) => extrapolated(window, { counter: false, perSecond: false })),
  irate: ofRange((window) => lastChange(window, true)),
  idelta: ofRange((window) => lastChange(window, false)),
};

function ofRange(result: (window: Window) => number | undefined): PromFunction {
  return {
    takes: ['matrix'],
    returns: 'vector',
    call: ([range]) => ({
      type: 'vector',
      points: windowsIn(range).flatMap((window) => {
        const value = result(window);
        return value === undefined ? [] : [{ labels: withoutName(window.labels), value }];
      }),
    }),
  };
}

function extrapolated(window: Window, as: { counter: boolean; perSecond: boolean }): number | undefined {
  const { times, values, start, end } = window;
  const [first = 0, firstTime = 0] = [values[0], times[0]];
  const [last = 0, lastTime = 0] = [values.at(-1), times.at(-1)];
  if (values.length < 2 || firstTime === lastTime) return undefined;
  let change = last - first;
  // A counter that fell began again at zero; what it had before is added.
  if (as.counter)
    for (let index = 1; index < values.length; index++) {
      const before = values[index - 1] ?? 0;
      if ((values[index] ?? 0) < before) change += before;
    }
  const sampled = (lastTime - firstTime) / 1_000;
  const between = sampled / (values.length - 1);
  // A sample that is missing at an end means that the series begins or ends there, about half a distance away.
  const reach = (gap: number) => (gap >= between * 1.1 ? between / 2 : gap);
  let before = reach((firstTime - start) / 1_000);
  const after = reach((end - lastTime) / 1_000);
  // A counter is not continued to below zero.
  if (as.counter && change > 0 && first >= 0) before = Math.min(before, sampled * (first / change));
  const factor = (sampled + before + after) / sampled;
  return change * (as.perSecond ? factor / ((end - start) / 1_000) : factor);
}

function lastChange({ times, values }: Window, counter: boolean): number | undefined {
  const [before, last] = values.slice(-2);
  const seconds = ((times.at(-1) ?? 0) - (times.at(-2) ?? 0)) / 1_000;
  if (before === undefined || last === undefined || seconds === 0) return undefined;
  if (!counter) return last - before;
  return (last < before ? last : last - before) / seconds;
}
