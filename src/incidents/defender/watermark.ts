import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * How far a subscription was read. ARM gives no time of change, so what is known is kept: the state of every alert that
 * is open, and of those that are over and not older than a day before `at`, the newest moment that was read. `absent`:
 * in how many readings running one that is open was missing.
 */
export type ReadSoFar = z.infer<typeof ReadSoFar>;

const ReadSoFar = z.object({
  at: z.number(),
  known: z.record(z.string(), z.enum(['open', 'over'])),
  absent: z.record(z.string(), z.number()).optional(),
});
const Watermark = z.object({ subscriptions: z.record(z.string(), ReadSoFar) });

/** Alerts that come late by up to so much are still noticed when they are over by then, in milliseconds. */
export const lateMs = 24 * 60 * 60 * 1000;

/** The watermark of every subscription; one that cannot be read counts as none, and what is open is told once more. */
export function readWatermark(text: string | undefined): Record<string, ReadSoFar> {
  if (text === undefined) return {};
  try {
    return Watermark.parse(JSON.parse(text)).subscriptions;
  } catch {
    // Written by another version: telling twice is noticed by identity, telling never is not.
    return {};
  }
}

/** Writes it; ids are kept short, for there may be thousands. */
export function writeWatermark(subscriptions: Record<string, ReadSoFar>): string {
  return JSON.stringify({ subscriptions });
}

/** The name under which an alert is known in a watermark. */
export function knownAs(identity: string): string {
  return createHash('sha256').update(identity).digest('base64url').slice(0, 16);
}
