import type { Samples } from '../../model/samples.ts';
import { highStretch, type Stretch } from './high-stretch.ts';
import { deviation, median } from './median.ts';

/** How a value stood before something happened to it, and while it went on. */
export interface Change {
  before: number;
  now: number;
  /** `now` in terms of `before`; infinite where that was nothing. */
  factor: number;
  since: Date;
  until: Date;
}

/** So many samples make a level. */
const few = 3;
/** What is further off than this many deviations is not chance. */
const deviations = 5;
/** What ended longer ago than this is no answer to what is wrong now. */
const overMs = 10 * 60_000;

/**
 * A rise that stands out from what was before it: far beyond the scatter of that, and not over for long. Undefined where
 * there is none, and where nothing is known of before.
 */
export function riseIn(samples: Samples | undefined, now: Date): Change | undefined {
  if (!samples) return undefined;
  const { times, values } = samples;
  const latest = times.findIndex((time) => now.getTime() - time <= overMs);
  if (latest < 0) return undefined;
  const stretch = highStretch(values, latest);
  const { from, to } = levelled(values, stretch);
  if (from < few || to - from < few || to <= latest) return undefined;
  const before = values.slice(0, from);
  const change = changeBetween(median(before), median(values.slice(from, to)), times[from] ?? 0, times[to - 1] ?? 0);
  return change.now - change.before > deviations * deviation(before) ? change : undefined;
}

/**
 * A high stretch by its level: from and to where values pass the middle between it and what is before. By ranks alone it
 * may begin or end with values that are only a little above the usual, or leave out the lowest of the high ones.
 */
function levelled(values: readonly number[], { from, to }: Stretch): Stretch {
  const middle = (median(values.slice(0, from)) + median(values.slice(from, to))) / 2;
  const isHigh = (value: number) => value >= middle;
  const first = values.findIndex((value, index) => index >= from && isHigh(value));
  const last = values.findLastIndex((value, index) => index < to && isHigh(value));
  const next = values.findIndex((value, index) => index > last && !isHigh(value));
  return {
    from: values.findLastIndex((value, index) => index < first && !isHigh(value)) + 1,
    to: next < 0 ? values.length : next,
  };
}

/** How another value stood before a moment, and from then until another. */
export function changeDuring(samples: Samples | undefined, { since, until }: Pick<Change, 'since' | 'until'>) {
  if (!samples) return undefined;
  const at = (isIn: (time: number) => boolean) => samples.values.filter((_, index) => isIn(samples.times[index] ?? 0));
  const before = at((time) => time < since.getTime());
  const during = at((time) => time >= since.getTime() && time <= until.getTime());
  if (before.length === 0 || during.length === 0) return undefined;
  return changeBetween(median(before), median(during), since.getTime(), until.getTime());
}

function changeBetween(before: number, now: number, since: number, until: number): Change {
  const factor = before > 0 ? now / before : now > 0 ? Number.POSITIVE_INFINITY : 1;
  return { before, now, factor, since: new Date(since), until: new Date(until) };
}
