import { z } from 'zod';
import { defineCommand } from './command.ts';
import { actOn } from './incident-work/act-on.ts';
import { numbersField } from './incident-work/incident-fields.ts';

/** Opens an incident again that was over. */
export const reopen = defineCommand({
  name: 'reopen',
  synonyms: ['reopened', 're open', 'open again'],
  usage: 'reopen <number>...',
  summary: 'Work on it again: reminders and escalation start anew.',
  examples: ['reopen 12'],
  role: 'operator',
  input: z.object({ number: numbersField }),
  run: ({ number }, context) =>
    actOn({ verb: 'reopen', number, what: () => ({ act: { move: 'reopen' }, done: 'open again' }) }, context),
});
