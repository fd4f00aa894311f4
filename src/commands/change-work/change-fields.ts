import { z } from 'zod';
import { says } from '../language/field.ts';

const changeNumber = z.number().int().min(1).max(999_999_999);

/** A change by its number. */
export const changeField = changeNumber.meta(says({ is: 'numbers', noun: 'change', most: 1 }));

/** The same, where it may be left out. */
export const anyChangeField = changeNumber.optional().meta(says({ is: 'numbers', noun: 'change', most: 1 }));

/** Why, in free words to the end; a card's own field fills it in for a press. Untrusted. */
export const reasonField = z
  .string()
  .min(1)
  .max(300)
  .optional()
  .meta(says({ is: 'text', noun: 'reason' }));

/** Why, at the end of a sentence that any words may stand in: "restart payments-api because it leaks". Untrusted. */
export const becauseField = z
  .string()
  .min(1)
  .max(300)
  .optional()
  .meta(says({ is: 'because', noun: 'reason' }));

/** Which proposal of a change a button is for; only a prepared press carries it. */
export const roundField = changeNumber.optional();
