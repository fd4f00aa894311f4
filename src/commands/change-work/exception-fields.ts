import { z } from 'zod';
import { says } from '../language/field.ts';

/** So many things one exception may cover. */
export const mostCovered = 50;

/** For whom an exception is made and for how long: the same for the gate's and for those of posture. */
export const exceptionFields = {
  owner: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^[\w.@-]+$/)
    .optional()
    .meta(says({ is: 'name', noun: 'owner', keys: ['owner'] })),
  days: z.coerce
    .number()
    .int()
    .min(1)
    // It lasts to the end of a day, and the change itself takes no more than 366.
    .max(365)
    .optional()
    .meta(says({ is: 'name', noun: 'number of days', keys: ['days'] })),
};

/** The words to who gave no reason for an exception. */
export const wantsReason = 'An exception needs a reason: write it on the card, or end the sentence with "because ...".';
