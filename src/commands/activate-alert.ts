import { z } from 'zod';
import { alertFields } from './change-work/alert-fields.ts';
import { changedAlert } from './change-work/changed-alert.ts';
import { defineCommand } from './command.ts';

/** Proposes to set Defender alerts of an incident to active again. */
export const activateAlert = defineCommand({
  name: 'activate alert',
  synonyms: ['activate alerts', 'activate', 'reactivate alert', 'reactivate', 'reopen alert', 'undismiss alert'],
  usage: 'activate alert <number> [because ...]',
  summary: 'Proposes to bring alerts back in Defender that were resolved or dismissed.',
  examples: ['activate alert 12 because it was no test'],
  role: 'operator',
  input: z.object(alertFields),
  doing: ({ number }) => `Planning to change the alerts of incident ${String(number ?? '')}`.trim(),
  run: (said, context) =>
    changedAlert({ verb: 'activate alert', action: 'activate-alert', of: 'resolved' }, said, context),
});
