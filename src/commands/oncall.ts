import { z } from 'zod';
import { noticeCard } from '../cards/notice.ts';
import { UserError } from '../errors.ts';
import { onCall, type Rota } from '../incidents/rota.ts';
import { defineCommand } from './command.ts';
import { configured } from './incident-work/configured.ts';
import { inZone } from './incident-work/end-of.ts';
import { says } from './language/field.ts';

/** Who is on call, and until when. */
export const oncall = defineCommand({
  name: 'oncall',
  synonyms: ['on call', 'who is on call', "who's on call", 'whos on call', 'rota', 'rotas', 'on duty'],
  usage: 'oncall [rota]',
  summary: 'Who is on call, until when, and who comes next.',
  examples: ['oncall', 'who is on call?'],
  role: 'viewer',
  input: z.object({
    rota: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta(says({ is: 'rest', noun: 'rota' })),
  }),
  async run({ rota: name }, context) {
    const { config } = await configured(context);
    await context.permit('any place');
    const all = [...config.rotas.values()];
    if (all.length === 0) throw new UserError('The settings name no rota: see incidents.rotas.');
    const asked = all.filter((it) => name === undefined || it.name.toLowerCase() === name.toLowerCase());
    if (asked.length === 0) {
      throw new UserError(`There is no rota "${name}". There are ${all.map((it) => it.name).join(', ')}.`);
    }
    const now = context.clock.now();
    const [first] = asked;
    const person = first && onCall(first, now).person;
    return {
      card: noticeCard({
        ...{ level: 'info', buttons: [] },
        title: asked.length === 1 && first ? `${first.name}: ${person?.name ?? 'nobody'} is on call` : 'Who is on call',
        text: '',
        lines: asked.map((rota) => turn(rota, now, asked.length > 1)),
      }),
    };
  },
});

function turn(rota: Rota, now: Date, isNamed: boolean): string {
  const before = isNamed ? `${rota.name}: ` : '';
  const current = onCall(rota, now);
  if (!current.person) return `${before}nobody is on call now.`;
  const next = onCall(rota, current.until).person;
  const stands = current.reason === 'override' ? ', standing in' : '';
  return `${before}${current.person.name}${stands}, until ${inZone(current.until, rota.location)}; then ${next?.name ?? 'nobody'}.`;
}
