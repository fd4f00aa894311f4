import { z } from 'zod';
import { says } from '../language/field.ts';

/** The policy of the gate that is meant; the usual one without it. */
export const policyField = z
  .string()
  .max(60)
  .regex(/^[a-z0-9][a-z0-9._-]*$/i)
  .optional()
  .meta(says({ is: 'name', noun: 'policy', keys: ['policy'], after: ['under', 'against'] }));
