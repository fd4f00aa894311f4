import { z } from 'zod';
import { someDuration } from '../model/time/duration.ts';
import { location, timeOfDay } from '../model/time/time-interval-config.ts';
import { dateNumber, instantOf, type LocalDate } from '../model/time/zoned-time.ts';

const day = 24 * 3_600_000;

/** A person by Entra object id, with the name that a mention shows. */
export const person = z
  .strictObject({
    id: z.guid('is not an Entra object id (a GUID such as 6f1c2a0e-...)').toLowerCase(),
    name: z.string().trim().min(1).max(100),
  })
  .transform(({ id, name }) => ({ objectId: id, name }));

const date = z.string('must be a date such as 2026-01-05').transform((text, context): LocalDate => {
  const parsed = dateOf(text);
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: `"${text}" is no date; write 2026-01-05` });
  return z.NEVER;
});

const localTime = z.string('must be a time such as 2026-01-05T09:00').refine((text) => instantIn(text, 'UTC'), {
  error: ({ input }) => `"${input}" is no time; write 2026-01-05T09:00, by the rota's location`,
});

/** A rota: who is on call when. */
export const rotaConfig = z
  .strictObject({
    name: z.string().min(1),
    location: location.default('UTC'),
    layers: z
      .array(
        z.strictObject({
          people: z.array(person).min(1).max(100),
          every: someDuration
            .refine((ms) => ms % day === 0, 'must be whole days or weeks, such as 1d or 1w')
            .prefault('1w'),
          start: date,
          handoff: timeOfDay.refine((minute) => minute < 1440, 'must be before 24:00').prefault('09:00'),
          /** Names of time intervals. */
          only: z.array(z.string()).min(1).optional(),
        }),
      )
      .min(1)
      .max(20),
    overrides: z.array(z.strictObject({ person, from: localTime, until: localTime })).default([]),
  })
  .transform(({ overrides, layers, ...rota }) => ({
    ...rota,
    layers: layers.map(({ every, handoff, ...it }) => ({ ...it, everyDays: every / day, handoffMinute: handoff })),
    overrides: overrides.map((it) => ({
      person: it.person,
      from: instantIn(it.from, rota.location) ?? new Date(Number.NaN),
      until: instantIn(it.until, rota.location) ?? new Date(Number.NaN),
    })),
  }))
  .refine(({ overrides }) => overrides.every(({ from, until }) => from < until), {
    path: ['overrides'],
    error: 'an override must end after it begins',
  });

function instantIn(text: string, zone: string): Date | undefined {
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d))?$/.exec(text);
  const on = found && dateOf(found[1] ?? '');
  return on ? instantOf(on, Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0), zone) : undefined;
}

function dateOf(text: string): LocalDate | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!found) return undefined;
  const [year, month, ofMonth] = found.slice(1).map(Number) as [number, number, number];
  const rolled = new Date(dateNumber({ year, month, day: ofMonth }) * day);
  return rolled.getUTCMonth() + 1 === month && rolled.getUTCDate() === ofMonth
    ? { year, month, day: ofMonth }
    : undefined;
}
