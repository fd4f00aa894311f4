import { z } from 'zod';
import { noticeCard } from '../cards/notice.ts';
import { UserError } from '../errors.ts';
import { drillAlerts, fireDrill } from '../incidents/pipeline/fire-drill.ts';
import type { PushedSource } from '../incidents/source.ts';
import { sources } from '../incidents/sources/index.ts';
import { defineCommand } from './command.ts';
import { configured } from './incident-work/configured.ts';
import { permitIncident } from './incident-work/place-of-incident.ts';
import { says } from './language/field.ts';

/** Fires a marked test alert that goes the whole way of a real one, and ends by itself. */
export const drill = defineCommand({
  name: 'drill',
  synonyms: ['fire drill', 'test alert', 'practice alert'],
  usage: 'drill [source]',
  summary: 'Fires a marked test alert along the whole path.',
  examples: ['drill', 'drill azure-monitor'],
  role: 'operator',
  input: z.object({
    source: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .meta(says({ is: 'rest', noun: 'source' })),
  }),
  async run({ source: name = 'alertmanager' }, context) {
    const pipeline = await configured(context);
    const known = sources.filter((it): it is PushedSource => 'parse' in it);
    const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
    const source = known.find((it) => letters(it.name) === letters(name));
    const alerts = source ? drillAlerts(source, context.clock.now()) : [];
    const [first] = alerts;
    if (!source || !first) {
      await context.permit('any place');
      throw new UserError(`There is no source "${name}" to drill. There are ${known.map((it) => it.name).join(', ')}.`);
    }
    await permitIncident(first, context);
    await fireDrill(pipeline, source, alerts);
    return {
      card: noticeCard({
        ...{ level: 'good', title: 'The drill is fired', buttons: [] },
        text: `An alert of ${source.title}, marked [drill], goes the way of every alert: its card comes when its route's group_wait is over.`,
        next: 'It ends by itself after five minutes. Acknowledge it as you would a real one.',
      }),
    };
  },
});
