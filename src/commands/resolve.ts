import { z } from 'zod';
import { defineCommand } from './command.ts';
import { actOn } from './incident-work/act-on.ts';
import { numbersField } from './incident-work/incident-fields.ts';

/** Says that an incident is over, whatever its alerts do. */
export const resolve = defineCommand({
  name: 'resolve',
  synonyms: ['resolved', 'close', 'done with'],
  usage: 'resolve <number>...',
  summary: 'It is over, also where alerts of it still fire.',
  examples: ['resolve 12', 'close 12'],
  role: 'operator',
  input: z.object({ number: numbersField }),
  run: ({ number }, context) =>
    actOn({ verb: 'resolve', number, what: () => ({ act: { move: 'resolve' }, done: 'resolved' }) }, context),
});
