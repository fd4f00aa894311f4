import type { Labels } from './labels.ts';
import type { Matcher } from './matcher.ts';

/** One series' samples, oldest first. Times in milliseconds; undefined is the mark that a series ended (staleness). */
export interface Series {
  labels: Labels;
  times: number[];
  values: (number | undefined)[];
}

/** Where series come from: those that satisfy every matcher, with samples after `from` and until `to`. */
export interface SeriesSource {
  select(matchers: readonly Matcher[], from: number, to: number): Series[];
}

/** A value with its labels, at the moment that is computed. */
export interface Point {
  labels: Labels;
  value: number;
}

/** A series' samples within a range: after its start, until its end (milliseconds). Never empty. */
export interface Window {
  labels: Labels;
  times: number[];
  values: number[];
  start: number;
  end: number;
}

/** What an expression gives at one moment. */
export type Value =
  | { type: 'scalar'; value: number }
  | { type: 'string'; value: string }
  | { type: 'vector'; points: Point[] }
  | { type: 'matrix'; windows: Window[] };

/** How long a sample counts when no newer one, and no end of the series, follows: five minutes. */
export const lookbackMs = 300_000;

/** The newest sample of each series that still counts at a moment. */
export function instantOf(series: readonly Series[], at: number): Point[] {
  const points: Point[] = [];
  for (const { labels, times, values } of series) {
    const index = countUntil(times, at) - 1;
    const value = values[index];
    if (value !== undefined && (times[index] ?? 0) > at - lookbackMs) points.push({ labels, value });
  }
  return points;
}

/** The samples of each series in a range that ends at a moment; the start itself is not part of it. */
export function windowsOf(series: readonly Series[], at: number, rangeMs: number): Window[] {
  const windows: Window[] = [];
  for (const one of series) {
    const first = countUntil(one.times, at - rangeMs);
    // Most moments of a long query lie outside a short series.
    if ((one.times[first] ?? Number.POSITIVE_INFINITY) > at) continue;
    const window: Window = { labels: one.labels, times: [], values: [], start: at - rangeMs, end: at };
    for (let index = first; index < one.times.length; index++) {
      const time = one.times[index] ?? 0;
      const value = one.values[index];
      if (time > at) break;
      if (value === undefined) continue;
      window.times.push(time);
      window.values.push(value);
    }
    if (window.times.length > 0) windows.push(window);
  }
  return windows;
}

/** How many of the times, oldest first, are not after a moment. */
export function countUntil(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
