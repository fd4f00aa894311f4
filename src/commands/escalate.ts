import { z } from 'zod';
import { defineCommand } from './command.ts';
import { actOn } from './incident-work/act-on.ts';
import { numbersField } from './incident-work/incident-fields.ts';

/** Calls the next person of an incident's escalation at once. */
export const escalate = defineCommand({
  name: 'escalate',
  synonyms: ['call next', 'hand on'],
  usage: 'escalate <number>...',
  summary: 'Calls the next step of the escalation now.',
  examples: ['escalate 12'],
  role: 'operator',
  input: z.object({ number: numbersField }),
  run: ({ number }, context) =>
    actOn({ verb: 'escalate', number, what: () => ({ act: { move: 'escalate' }, done: 'escalated' }) }, context),
});
