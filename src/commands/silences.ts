import { z } from 'zod';
import { silenceListCard } from '../cards/silence-list.ts';
import { parseMatchers } from '../incidents/parse-matchers.ts';
import { defineCommand } from './command.ts';
import { configured } from './incident-work/configured.ts';
import { permittedAt } from './incident-work/place-of-incident.ts';
import { placeOfMatchers } from './incident-work/place-of-matchers.ts';
import { seesAll } from './naming/sees-all.ts';

/** What nobody is told of now, until when, by whom and why. */
export const silences = defineCommand({
  name: 'silences',
  synonyms: ['list silences', 'show silences', 'what is silenced', 'silenced', 'muted'],
  usage: 'silences',
  summary: 'What nobody is told of, until when, by whom and why.',
  examples: ['silences'],
  role: 'viewer',
  input: z.object({}),
  async run(_, context) {
    const { store } = await configured(context);
    await context.permit('any place');
    const now = context.clock.now();
    const all = await store.incidents.silencesAt(now);
    const placeOf = ({ matchers }: (typeof all)[number]) => placeOfMatchers(parseMatchers(matchers));
    const { seen, gap } = await permittedAt(all, placeOf, context);
    const limited = !(await seesAll(context));
    const presses = seen.map(({ id }) => ({ title: `End #${id}`, verb: 'unsilence', input: { silence: id } }));
    const buttons = await context.buttons([
      ...presses,
      { title: 'Look again', verb: 'silences', input: {}, replaces: true },
    ]);
    const rows = seen.map(({ id, matchers, startsAt, endsAt, byName, comment }, n) => ({
      ...{ number: id, matchers, startsAt, endsAt, by: byName, comment },
      ...(buttons[n] && { end: buttons[n] }),
    }));
    return { card: silenceListCard({ silences: rows, buttons: buttons.slice(-1), limited, gap, now }) };
  },
});
