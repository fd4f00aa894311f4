import { z } from 'zod';
import { reasonField } from './change-work/change-fields.ts';
import { proposeFor } from './change-work/propose-for.ts';
import { defineCommand } from './command.ts';

/** Proposes a change that a card suggests: only a prepared press says which. */
export const propose = defineCommand({
  name: 'propose',
  synonyms: [],
  usage: 'propose (a button of a card that suggests a change)',
  summary: 'Proposes the change that a card suggests.',
  examples: [],
  isPressedOnly: true,
  role: 'operator',
  input: z.object({
    action: z.string().max(60),
    input: z.record(z.string(), z.unknown()),
    incident: z.number().int().optional(),
    reason: reasonField,
  }),
  doing: ({ action }) => `Planning: ${String(action)}`,
  run: ({ action, input, incident, reason }, context) => proposeFor({ action, input }, { reason, incident }, context),
});
