import type { AlertPost } from './door-line.ts';

/** The words by which the sources' examples say that an alert goes on, and that it is over. */
const words: [string, string][] = [
  ['"Fired"', '"Resolved"'],
  ['"firing"', '"resolved"'],
  ['"Active"', '"Resolved"'],
];

/** The body that says that a test alert is over; undefined for an event, which has no end. */
export function resolvedTest({ source, body }: AlertPost, now: Date): AlertPost | undefined {
  const firing = JSON.stringify(body);
  const over = words.reduce((text, [is, was]) => text.replaceAll(is, was), firing);
  if (over === firing) return undefined;
  return { source, body: JSON.parse(over.replaceAll('0001-01-01T00:00:00Z', now.toISOString())) };
}
