import { z } from 'zod';
import { says } from '../language/field.ts';

/** An incident's number. */
export const incidentNumber = z.number().int().min(1).max(999_999_999);

/** Incidents by their numbers, several at once; in an incident's thread its own where none is said. */
export const numbersField = z
  .union([incidentNumber, z.array(incidentNumber).min(1).max(20)])
  .optional()
  .meta(says({ is: 'numbers', noun: 'incident', ofThread: true }));

/** One incident by its number; in an incident's thread its own where none is said. */
export const numberField = incidentNumber
  .optional()
  .meta(says({ is: 'numbers', noun: 'incident', most: 1, ofThread: true }));

/** How long, or until when: "2h", "until 06:00", "until tomorrow 06:00 UTC". */
export const timeField = z
  .string()
  .max(60)
  .regex(/^(?:[\dywdhms]+|until (?:(?:tomorrow|\d{4}-\d\d-\d\d) )?\d\d:\d\d(?: UTC)?)$/)
  .meta(says({ is: 'time', noun: 'time' }));
