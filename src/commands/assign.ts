import { z } from 'zod';
import { defineCommand } from './command.ts';
import { actOn } from './incident-work/act-on.ts';
import { configured } from './incident-work/configured.ts';
import { numbersField } from './incident-work/incident-fields.ts';
import { personMeant } from './incident-work/person-meant.ts';
import { says } from './language/field.ts';

/** Gives an incident to somebody: whoever is mentioned, somebody of a rota by name, or the person who asks. */
export const assign = defineCommand({
  name: 'assign',
  synonyms: ['hand over'],
  usage: 'assign <number>... <@person|me>',
  summary: 'Gives it to somebody: a mention, a name of a rota, or me.',
  examples: ['assign 12 me', 'assign 12 @Ann'],
  role: 'operator',
  input: z.object({
    number: numbersField,
    person: z
      .string()
      .min(1)
      .max(120)
      .meta(says({ is: 'rest', noun: 'person' })),
  }),
  async run({ number, person }, context) {
    const { config } = await configured(context);
    await context.permit('any place');
    const to = await personMeant(person, context, config);
    return actOn(
      {
        ...{ verb: 'assign', number, said: { person } },
        what: () => ({ act: { move: 'assign', to }, done: `assigned to ${to.name}` }),
      },
      context,
    );
  },
});
