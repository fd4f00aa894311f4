import { z } from 'zod';
import { UserError } from '../errors.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import { changedAlert } from './change-work/changed-alert.ts';
import { proposeFor } from './change-work/propose-for.ts';
import { defineCommand } from './command.ts';
import { numberField } from './incident-work/incident-fields.ts';
import { says } from './language/field.ts';

/** Proposes to dismiss the Defender alert of an incident. */
export const dismiss = defineCommand({
  name: 'dismiss',
  synonyms: ['dismiss alert', 'dismiss incident', 'false positive'],
  usage: 'dismiss <number> <reason>',
  summary: 'Proposes to dismiss the Defender alert of an incident, and why.',
  examples: ['dismiss 12 a planned test'],
  role: 'operator',
  input: z.object({
    number: numberField,
    /** ARM id, of an alert's own card: only a prepared press carries it. */
    alertId: z.string().max(1_000).optional(),
    reason: z
      .string()
      .min(3)
      .max(300)
      .optional()
      .meta(says({ is: 'text', noun: 'reason' })),
  }),
  doing: ({ number }) => `Planning to dismiss the alert of incident ${String(number ?? '')}`.trim(),
  async run({ number, alertId: pressed, reason }, context) {
    if (pressed !== undefined) {
      if (reason === undefined)
        throw new UserError('Write why it means nothing into the field "Reason", and press again.');
      const call = { action: 'dismiss-alert', input: { alertId: pressed, reason: withoutSecrets(reason) } };
      return proposeFor(call, { reason, incident: number }, context);
    }
    return changedAlert('dismiss', { number, reason }, context, (alertId, why) => {
      if (why === undefined) throw new UserError('Say why it means nothing: dismiss 12 a planned test.');
      return { action: 'dismiss-alert', input: { alertId, reason: why } };
    });
  },
});
