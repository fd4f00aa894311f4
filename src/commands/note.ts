import { z } from 'zod';
import { withoutSecrets } from '../model/without-secrets.ts';
import { defineCommand } from './command.ts';
import { actOn } from './incident-work/act-on.ts';
import { numberField } from './incident-work/incident-fields.ts';
import { says } from './language/field.ts';

/** Adds what somebody writes to an incident's story, verbatim but for secrets. */
export const note = defineCommand({
  name: 'note',
  synonyms: ['add note', 'comment'],
  usage: 'note <number> <text>',
  summary: 'Adds the text to the story, as it stands to its end.',
  examples: ['note 12 it was the deploy of 02:50'],
  role: 'operator',
  input: z.object({
    number: numberField,
    text: z
      .string()
      .min(1)
      .max(2_000)
      .meta(says({ is: 'text', noun: 'text' })),
  }),
  doing: ({ number }) => `Adding a note${number === undefined ? '' : ` to incident ${String(number)}`}`,
  run: ({ number, text }, context) =>
    actOn(
      {
        ...{ verb: 'note', number, said: { text } },
        what: () => ({ act: { move: 'note', text: withoutSecrets(text) }, done: 'noted' }),
      },
      context,
    ),
});
