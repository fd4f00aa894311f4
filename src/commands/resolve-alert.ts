import { z } from 'zod';
import { alertFields } from './change-work/alert-fields.ts';
import { changedAlert } from './change-work/changed-alert.ts';
import { defineCommand } from './command.ts';

/** Proposes to set Defender alerts of an incident to resolved. */
export const resolveAlert = defineCommand({
  name: 'resolve alert',
  synonyms: ['resolve alerts', 'close alert', 'close alerts', 'resolve defender alert'],
  usage: 'resolve alert <number> [because ...]',
  summary: 'Proposes to say in Defender that the alerts of an incident are dealt with.',
  examples: ['resolve alert 12 because the pod is gone'],
  role: 'operator',
  input: z.object(alertFields),
  doing: ({ number }) => `Planning to change the alerts of incident ${String(number ?? '')}`.trim(),
  run: (said, context) => changedAlert({ verb: 'resolve alert', action: 'resolve-alert', of: 'firing' }, said, context),
});
