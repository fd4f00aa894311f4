import { z } from 'zod';
import { alertFields } from './change-work/alert-fields.ts';
import { changedAlert } from './change-work/changed-alert.ts';
import { defineCommand } from './command.ts';

/** Proposes to set Defender alerts of an incident to in progress. */
export const startAlert = defineCommand({
  name: 'start alert',
  synonyms: [
    'start alerts',
    'alert in progress',
    'set alert in progress',
    'start working on alert',
    'work on alert',
    'start defender alert',
  ],
  usage: 'start alert <number> [because ...]',
  summary: 'Proposes to say in Defender that somebody works on the alerts of an incident.',
  examples: ['start alert 12 because I look into it'],
  role: 'operator',
  input: z.object(alertFields),
  doing: ({ number }) => `Planning to change the alerts of incident ${String(number ?? '')}`.trim(),
  run: (said, context) => changedAlert({ verb: 'start alert', action: 'start-alert', of: 'firing' }, said, context),
});
