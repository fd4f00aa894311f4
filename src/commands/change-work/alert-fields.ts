import { z } from 'zod';
import { numberField } from '../incident-work/incident-fields.ts';
import { says } from '../language/field.ts';

const alertId = z.string().max(1_000);

/** What is said of a change of Defender alerts: of which incident, why, and of a prepared press which alerts. */
export const alertFields = {
  number: numberField,
  /** ARM id, of an alert's own card: only a prepared press carries it. */
  alertId: alertId.optional(),
  /** Further alerts of the same attack. */
  others: z.array(alertId).max(100).optional(),
  reason: z
    .string()
    .min(3)
    .max(300)
    .optional()
    .meta(says({ is: 'text', noun: 'reason' })),
};

/** Fields of such a command, as they were read. */
export interface AlertSaid {
  number?: number | undefined;
  alertId?: string | undefined;
  others?: string[] | undefined;
  reason?: string | undefined;
}
