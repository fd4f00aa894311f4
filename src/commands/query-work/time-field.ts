import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { Window } from '../../model/evidence.ts';
import { parseDuration } from '../../model/time/duration.ts';
import { type Field, says } from '../language/field.ts';

const day = 24 * 3_600_000;
/** Older rows are rarely kept, and cost the more to read. */
const longestMs = 31 * day;

const words: Field = {
  is: 'span',
  noun: 'time',
  keys: ['since', 'last', 'past', 'range'],
  after: ['since', 'last', 'past', 'over', 'during'],
  // A number alone is none: its unit has to follow.
  bare: /^(?:\d{1,4}(?:m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)?|today|yesterday)$/i,
  idle: ['over', 'during'],
};

/** A stretch of time that ends now: "6h", "14:00", "yesterday". */
export const spanField = z
  .string()
  .regex(/^(?:\d{1,4}[mhdw]|\d\d:\d\d|today|yesterday)$/)
  .optional()
  .meta(says(words));

/** The window that was said, or so many hours; times of day are in UTC, and of the last time that it was so late. */
export function windowOf(said: string | undefined, usualHours: number, now: Date): Window {
  const from = said === undefined ? now.getTime() - usualHours * 3_600_000 : beginOf(said, now);
  if (now.getTime() - from > longestMs) throw new UserError('At most 31 days can be asked for at once.');
  return { from: new Date(from), to: now };
}

function beginOf(said: string, now: Date): number {
  const length = parseDuration(said);
  if (length !== undefined) return now.getTime() - length;
  const midnight = Math.floor(now.getTime() / day) * day;
  if (said === 'today') return midnight;
  if (said === 'yesterday') return midnight - day;
  const [hours = 0, minutes = 0] = said.split(':').map(Number);
  const at = midnight + (hours * 60 + minutes) * 60_000;
  return at < now.getTime() ? at : at - day;
}
