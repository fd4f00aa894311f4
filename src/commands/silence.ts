import { z } from 'zod';
import { noticeCard } from '../cards/notice.ts';
import { UserError } from '../errors.ts';
import { type Matcher, matcher, printMatchers } from '../incidents/matcher.ts';
import { parseMatchers } from '../incidents/parse-matchers.ts';
import { silenceAlerts } from '../incidents/pipeline/silence-alerts.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import { type Context, defineCommand } from './command.ts';
import { incidentAsked } from './incident-work/asked-incidents.ts';
import { configured } from './incident-work/configured.ts';
import { endOf, zoneOf } from './incident-work/end-of.ts';
import { incidentNumber, timeField } from './incident-work/incident-fields.ts';
import { permitMatchers } from './incident-work/permit-matchers.ts';
import { says } from './language/field.ts';

const input = z.object({
  number: incidentNumber
    .optional()
    .meta(says({ is: 'numbers', noun: 'incident or matchers', most: 1, ofThread: true, unless: ['matchers'] })),
  matchers: z
    .string()
    .max(2_000)
    .optional()
    .meta(says({ is: 'matchers', noun: 'matchers', unless: ['number'] })),
  time: timeField,
  comment: z
    .string()
    .max(500)
    .optional()
    .meta(says({ is: 'text', noun: 'comment' })),
});

/** Has nobody told of certain alerts for a time: those of an incident's labels, or those that matchers say. */
export const silence = defineCommand({
  name: 'silence',
  synonyms: ['mute'],
  usage: 'silence <number|matchers> <2h|until 06:00> [comment]',
  summary: 'Nobody is told of these alerts for a time; see silences.',
  examples: ['silence namespace="shop" 2h a deploy', 'silence 12 until 06:00'],
  role: 'operator',
  input,
  async run(said, context) {
    const pipeline = await configured(context);
    const now = context.clock.now();
    const { matchers, incident } = await meant(said, context);
    const end = endOf(said.time, zoneOf(pipeline.config, incident), now);
    if (!incident) await permitMatchers(matchers, context);
    const comment = withoutSecrets(said.comment ?? '');
    const wanted = { matchers, endsAt: end.at, comment, ...(incident && { of: incident.number }) };
    const number = await silenceAlerts(pipeline, wanted, context.actor);
    const buttons = await context.buttons([
      { title: `End silence ${number}`, verb: 'unsilence', input: { silence: number } },
      { title: 'All silences', verb: 'silences', input: {} },
    ]);
    return {
      card: noticeCard({
        ...{ level: 'good', title: `Silenced until ${end.words}`, buttons },
        text: `Alerts that match ${printMatchers(matchers)} are kept, and nobody is told of them.`,
        next: `To end it before, say: unsilence ${number}.`,
      }),
    };
  },
});

/** The matchers that were said, or those that every alert of the incident's group fulfils. */
async function meant({ number, matchers }: z.infer<typeof input>, context: Context) {
  if (matchers !== undefined && number !== undefined) {
    throw new UserError('Say either an incident or matchers: silence 12 2h, or silence namespace="shop" 2h.');
  }
  if (matchers !== undefined) return { matchers: parseMatchers(matchers), incident: undefined };
  if (number === undefined) throw new UserError('Say what to silence: silence 12 2h, or silence namespace="shop" 2h.');
  const incident = await incidentAsked(number, context);
  const all = Object.entries(incident.labels).map(([name, value]): Matcher => matcher(name, '=', value));
  return { matchers: all, incident };
}
