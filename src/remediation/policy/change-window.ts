import { containsTime, type TimeInterval } from '../../model/time/time-interval.ts';
import { dateNumber, dateOfNumber, instantOf, localTime } from '../../model/time/zoned-time.ts';
import type { Policy } from './policy.ts';
import type { Allowed } from './ruling.ts';

/** How far ahead an opening is looked for. */
export const windowHorizonDays = 60;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * Whether a change may run now by its windows, else when they open next; undefined when they do not within 60 days. A
 * window that no time interval is named like never opens.
 */
export function windowAt(
  { windows }: Pick<Allowed, 'windows'>,
  { timeIntervals }: Pick<Policy, 'timeIntervals'>,
  now: Date,
): 'open' | Date | undefined {
  const choices = windows.map((names) => names.flatMap((name) => timeIntervals.get(name) ?? []));
  const isOpen = (at: Date) => choices.every((choice) => choice.some((it) => containsTime(it, at)));
  if (isOpen(now)) return 'open';
  const last = now.getTime() + windowHorizonDays * dayMs;
  for (const at of beginnings(choices.flat(), now)) if (at <= last && isOpen(new Date(at))) return new Date(at);
  return undefined;
}

/** Instants after now, in order, among which is every one at which one of the intervals can begin to hold. */
function beginnings(intervals: readonly TimeInterval[], now: Date): number[] {
  const minutesOf = new Map<string, Set<number>>();
  for (const { location, times = [] } of intervals) {
    // A condition on the day begins to hold at midnight.
    const minutes = minutesOf.get(location) ?? new Set([0]);
    for (const { begin } of times) minutes.add(begin);
    minutesOf.set(location, minutes);
  }
  const found = [...minutesOf].flatMap(([zone, minutes]) => beginningsIn(zone, minutes, now));
  return [...new Set(found)].filter((at) => at > now.getTime()).sort((a, b) => a - b);
}

function beginningsIn(zone: string, minutes: ReadonlySet<number>, now: Date): number[] {
  const today = dateNumber(localTime(now, zone));
  return Array.from({ length: windowHorizonDays + 2 }, (_, n) => today + n).flatMap((number) => {
    const day = dateOfNumber(number);
    const starts = instantOf(day, 0, zone).getTime();
    const ends = instantOf(dateOfNumber(number + 1), 0, zone).getTime();
    if (ends - starts === dayMs) return [...minutes].map((minute) => starts + minute * minuteMs);
    // The clock is put forward or back: a time of this day may be shown twice or never, so every minute is looked at.
    return Array.from({ length: (ends - starts) / minuteMs }, (_, n) => starts + n * minuteMs);
  });
}
