import { z } from 'zod';
import { location, timeOfDay } from '../../model/time/time-interval-config.ts';

/** The days of a week as the settings name them, Sunday first. */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** When and where the posture of the week is told. */
export const digestConfig = z
  .strictObject({
    channel: z.string().regex(/^\S+$/, 'must be the id of a Teams channel, such as 19:...@thread.tacv2'),
    day: z.enum(weekdays).default('monday'),
    at: timeOfDay.refine((minute) => minute < 1440, 'must be before 24:00').prefault('09:00'),
    time_zone: location.default('UTC'),
  })
  .describe(
    'Tells the posture of the week: `channel`, `day` (monday), `at` (09:00), `time_zone` (UTC, or such as Europe/Berlin).',
  )
  .transform(({ time_zone: timeZone, ...it }) => ({ ...it, timeZone }));

/** The section read. */
export type DigestConfig = z.infer<typeof digestConfig>;
