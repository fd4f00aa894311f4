/** A day of the calendar; months from 1. */
export interface LocalDate {
  year: number;
  month: number;
  day: number;
}

/** What a clock on the wall of a time zone shows. */
export interface LocalTime extends LocalDate {
  /** 0 is Sunday. */
  weekday: number;
  /** Minutes since midnight on that clock. */
  minute: number;
}

const day = 24 * 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether this is a time zone of the IANA data base that is known here ("Europe/Berlin", "UTC"). */
export function isTimeZone(zone: string): boolean {
  try {
    return formatOf(zone) !== undefined;
  } catch {
    return false;
  }
}

/** The local time of an instant. */
export function localTime(at: Date, zone: string): LocalTime {
  const shown = new Date(wallClock(at.getTime(), zone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    weekday: shown.getUTCDay(),
    minute: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
  };
}

/**
 * The instant of a local time, with minutes since midnight: the first one where a clock that is put back shows it twice;
 * later by what is skipped where a clock that is put forward never shows it.
 */
export function instantOf(date: LocalDate, minute: number, zone: string): Date {
  const wanted = dateNumber(date) * day + minute * 60_000;
  const [before, after] = [wanted - day, wanted + day].map((it) => wallClock(it, zone) - it) as [number, number];
  const [first, second] = [wanted - before, wanted - after];
  return new Date(wallClock(first, zone) === wanted || wallClock(second, zone) !== wanted ? first : second);
}

/** Days since 1970-01-01. */
export function dateNumber({ year, month, day: ofMonth }: LocalDate): number {
  return Date.UTC(year, month - 1, ofMonth) / day;
}

/** The date of such a number. */
export function dateOfNumber(number: number): LocalDate {
  const at = new Date(number * day);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** What the wall clock shows, to the minute, as if it were UTC: milliseconds. */
function wallClock(at: number, zone: string): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = value;
  const { year, month, day: ofMonth, hour, minute } = parts;
  return Date.UTC(Number(year), Number(month) - 1, Number(ofMonth), Number(hour), Number(minute));
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
