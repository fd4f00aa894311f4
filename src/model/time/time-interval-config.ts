import { z } from 'zod';
import type { Range } from './time-interval.ts';
import { isTimeZone } from './zoned-time.ts';

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Minutes since midnight of a time of day; 24:00 is the day's end. */
export const timeOfDay = z.string('must be a time such as 09:00').transform((text, context) => {
  const found = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(text);
  if (found) return text === '24:00' ? 1440 : Number(found[1]) * 60 + Number(found[2]);
  context.addIssue({ code: 'custom', message: `"${text}" is no time of day; write 09:00 or 17:30, up to 24:00` });
  return z.NEVER;
});

/** An IANA time zone. */
export const location = z.string().refine(isTimeZone, {
  error: ({ input }) => `"${input}" is no time zone; write UTC or a name such as Europe/Berlin`,
});

/** A time interval with Alertmanager's names and ranges ("monday:friday", "-3:-1", "2026:2027"). */
export const timeIntervalConfig = z
  .strictObject({
    times: z
      .array(
        z
          .strictObject({ start_time: timeOfDay, end_time: timeOfDay })
          .transform((it): Range => ({ begin: it.start_time, end: it.end_time }))
          .refine(({ begin, end }) => begin < end, 'start_time must be before end_time; cut a night at 24:00'),
      )
      .optional(),
    weekdays: ranges((text) => place(weekdays, text, 0), 'a weekday such as monday'),
    days_of_month: ranges(dayOfMonth, 'a day from 1 to 31, or from -1 to -31').refine(
      (them) => them?.every(mayHold) ?? true,
      'a range that begins with a negative day must end with one, and its end must not always be before its start',
    ),
    months: ranges((text) => place(months, text, 1) ?? whole(text, 1, 12), 'a month such as january or 1'),
    years: ranges((text) => whole(text, 1, 9999), 'a year such as 2026'),
    location: location.default('UTC'),
  })
  .transform(({ days_of_month, ...it }) => ({ ...it, daysOfMonth: days_of_month }));

function ranges(read: (text: string) => number | undefined, what: string) {
  const range = z.union([z.string(), z.number()]).transform((given, context): Range => {
    const [first = '', second = first, ...more] = String(given)
      .toLowerCase()
      .split(':')
      .map((it) => it.trim());
    const [begin, end] = [read(first), read(second)];
    const ordered = begin !== undefined && end !== undefined && (begin <= end || (begin > 0 && end < 0));
    if (ordered && more.length === 0) return { begin, end };
    context.addIssue({ code: 'custom', message: `"${given}" is not ${what}, or two of them in order such as a:b` });
    return z.NEVER;
  });
  return z.array(range).optional();
}

function place(names: readonly string[], text: string, from: number): number | undefined {
  const index = names.indexOf(text);
  return index < 0 ? undefined : index + from;
}

function whole(text: string, least: number, most: number): number | undefined {
  const number = /^-?\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

function dayOfMonth(text: string): number | undefined {
  return whole(text, 1, 31) ?? whole(text, -31, -1);
}

/** Judged by the shortest month: what is out of order there may be in order in no other. */
function mayHold({ begin, end }: Range): boolean {
  if (begin < 0 && end > 0) return false;
  const [from, until] = [begin, end].map((it) => (it < 0 ? 28 + it : it)) as [number, number];
  return from <= until;
}
