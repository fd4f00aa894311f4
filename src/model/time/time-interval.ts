import { type LocalTime, localTime } from './zoned-time.ts';

/** From one number to another, both included. */
export interface Range {
  begin: number;
  end: number;
}

/** Times that recur; a part that is left out is no condition, and all that are there must hold. */
export interface TimeInterval {
  /** Minutes of the day, the end not included; 1440 is the day's end. */
  times?: readonly Range[] | undefined;
  /** 0 is Sunday. */
  weekdays?: readonly Range[] | undefined;
  /** From 1, or from -1 for the month's last day backwards. */
  daysOfMonth?: readonly Range[] | undefined;
  months?: readonly Range[] | undefined;
  years?: readonly Range[] | undefined;
  /** IANA time zone of all of it. */
  location: string;
}

/** The config's intervals by name; a name holds when one of its intervals does. */
export type TimeIntervals = ReadonlyMap<string, readonly TimeInterval[]>;

/** Whether an instant lies in the interval, by the clock and calendar of its time zone. */
export function containsTime(interval: TimeInterval, at: Date): boolean {
  const local = localTime(at, interval.location);
  return (
    (interval.times?.some(({ begin, end }) => local.minute >= begin && local.minute < end) ?? true) &&
    (interval.daysOfMonth?.some((it) => isDayOfMonth(it, local)) ?? true) &&
    within(interval.months, local.month) &&
    within(interval.weekdays, local.weekday) &&
    within(interval.years, local.year)
  );
}

function within(ranges: readonly Range[] | undefined, value: number): boolean {
  return ranges?.some(({ begin, end }) => value >= begin && value <= end) ?? true;
}

function isDayOfMonth({ begin, end }: Range, { year, month, day }: LocalTime): boolean {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const from = begin < 0 ? days + begin + 1 : begin;
  const until = end < 0 ? days + end + 1 : end;
  return day >= from && day <= until;
}
