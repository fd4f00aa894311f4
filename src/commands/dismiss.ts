import { z } from 'zod';
import { alertFields } from './change-work/alert-fields.ts';
import { changedAlert } from './change-work/changed-alert.ts';
import { defineCommand } from './command.ts';
import { says } from './language/field.ts';

/** Proposes to dismiss Defender alerts of an incident. */
export const dismiss = defineCommand({
  name: 'dismiss',
  synonyms: ['dismiss all', 'false positive'],
  usage: 'dismiss <number> <reason>',
  summary: 'Proposes to dismiss the Defender alerts of an incident, and why.',
  examples: ['dismiss 12 a planned test'],
  role: 'operator',
  input: z.object({
    ...alertFields,
    reason: z
      .string()
      .min(3)
      .max(300)
      // What is dismissed is no reason.
      .refine((text) => !/^(?:(?:the|this|all)\s+)*(?:alerts?|incident)$/i.test(text))
      .optional()
      .meta(says({ is: 'text', noun: 'reason' })),
  }),
  doing: ({ number }) => `Planning to dismiss the alerts of incident ${String(number ?? '')}`.trim(),
  run: (said, context) =>
    changedAlert(
      {
        ...{ verb: 'dismiss', action: 'dismiss-alert', of: 'firing' },
        why: 'Say why it means nothing: dismiss 12 a planned test.',
      },
      said,
      context,
    ),
});
