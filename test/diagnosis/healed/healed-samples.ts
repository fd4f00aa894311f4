import type { Samples } from '../../../src/model/samples.ts';

const stepMs = 30_000;

/** Facts that hold samples over time, so many minutes after their trouble was over: it moves back, and calm follows. */
export function healedSamples<T>(fact: T, minutes: number, now: Date): T {
  const walk = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((it) => walk(it, name));
    if (typeof value !== 'object' || value === null) return value;
    if (isSamples(value)) return healed(value, minutes, now, name.startsWith('throttled'));
    return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, walk(it, key)]));
  };
  return walk(fact, '') as T;
}

function isSamples(value: object): value is Samples {
  return 'times' in value && 'values' in value;
}

/** What held a container up is gone; all else is as it was at the beginning of the hour. */
function healed({ times, values }: Samples, minutes: number, now: Date, isGone: boolean): Samples {
  const moved = times.map((at) => at - minutes * 60_000);
  const calm = Math.min(120, minutes * 2);
  return {
    times: [...moved, ...Array.from({ length: calm }, (_, index) => now.getTime() - (calm - 1 - index) * stepMs)],
    values: [...values, ...Array.from({ length: calm }, (_, index) => (isGone ? 0 : (values[index % 60] ?? 0)))],
  };
}
