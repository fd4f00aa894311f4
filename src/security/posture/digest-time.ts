import { dateNumber, dateOfNumber, instantOf, localTime } from '../../model/time/zoned-time.ts';
import { type DigestConfig, weekdays } from './digest-config.ts';

/** The first moment after `now` at which the week's digest is due, by the wall clock of its time zone. */
export function nextDigestAt({ day, at, timeZone }: DigestConfig, now: Date): Date {
  const today = localTime(now, timeZone);
  const first = dateNumber(today) + ((weekdays.indexOf(day) - today.weekday + 7) % 7);
  const due = instantOf(dateOfNumber(first), at, timeZone);
  return due > now ? due : instantOf(dateOfNumber(first + 7), at, timeZone);
}
