import { z } from 'zod';
import { noticeCard } from '../cards/notice.ts';
import { UserError } from '../errors.ts';
import { parseMatchers } from '../incidents/parse-matchers.ts';
import { unsilence as end } from '../incidents/pipeline/silence-alerts.ts';
import { defineCommand } from './command.ts';
import { configured } from './incident-work/configured.ts';
import { permitPlace } from './incident-work/place-of-incident.ts';
import { placeOfMatchers } from './incident-work/place-of-matchers.ts';
import { says } from './language/field.ts';
import { everywhere } from './people/scope.ts';

/** Ends a silence before its time. */
export const unsilence = defineCommand({
  name: 'unsilence',
  synonyms: ['unmute', 'end silence', 'remove silence', 'expire silence'],
  usage: 'unsilence <number>',
  summary: 'Ends a silence before its time; its number stands in silences.',
  examples: ['unsilence 3'],
  role: 'operator',
  input: z.object({
    silence: z
      .number()
      .int()
      .min(1)
      .max(999_999_999)
      .meta(says({ is: 'numbers', noun: 'silence', most: 1 })),
  }),
  async run({ silence: number }, context) {
    const pipeline = await configured(context);
    const silences = await pipeline.store.incidents.silencesAt(context.clock.now());
    const silence = silences.find(({ id }) => id === number);
    await permitPlace(silence ? placeOfMatchers(parseMatchers(silence.matchers)) : everywhere, context);
    if (!silence || !(await end(pipeline, silence))) {
      throw new UserError(
        `There is no silence ${number}, or it is over already. To see those that count, say: silences.`,
      );
    }
    return {
      card: noticeCard({
        ...{ level: 'good', title: `Silence ${number} has ended`, buttons: [] },
        text: `People are told again of alerts that match ${silence.matchers}.`,
      }),
    };
  },
});
