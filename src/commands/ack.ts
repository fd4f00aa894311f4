import { z } from 'zod';
import { defineCommand } from './command.ts';
import { actOn } from './incident-work/act-on.ts';
import { numbersField } from './incident-work/incident-fields.ts';

/** Says that somebody looks after an incident: its escalation stops. */
export const ack = defineCommand({
  name: 'ack',
  synonyms: ['acknowledge', 'acknowledged'],
  usage: 'ack <number>...',
  summary: 'You look after it: the escalation stops.',
  examples: ['ack 12', 'ack 12 13 14'],
  role: 'operator',
  input: z.object({ number: numbersField }),
  run: ({ number }, context) =>
    actOn({ verb: 'ack', number, what: () => ({ act: { move: 'acknowledge' }, done: 'acknowledged' }) }, context),
});
