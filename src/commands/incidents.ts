import { z } from 'zod';
import { incidentListCard } from '../cards/incident-list.ts';
import { lookAt } from '../incidents/pipeline/look-at.ts';
import { compareSeverity } from '../incidents/severity.ts';
import type { StoredIncident } from '../store/incidents.ts';
import { type Context, defineCommand, type Reply } from './command.ts';
import { incidentAsked } from './incident-work/asked-incidents.ts';
import { configured } from './incident-work/configured.ts';
import { incidentNumber } from './incident-work/incident-fields.ts';
import { permittedAt, placeOfIncident } from './incident-work/place-of-incident.ts';
import { says } from './language/field.ts';
import { liesIn, listPlaceFields, placesText } from './language/list-places.ts';
import { seesAll } from './naming/sees-all.ts';

const mostRows = 10;
/** So many of the newest are looked through. */
const mostRead = 1_000;

const input = z.object({
  number: incidentNumber.optional().meta(says({ is: 'numbers', noun: 'incident', most: 1 })),
  which: z
    .enum(['all', 'mine', 'critical', 'resolved'])
    .optional()
    .meta(
      says({
        is: 'choice',
        noun: 'which',
        words: {
          mine: ['mine', 'my', 'assigned to me'],
          critical: ['critical'],
          resolved: ['resolved', 'closed', 'over'],
          all: ['all', 'every'],
        },
      }),
    ),
  ...listPlaceFields,
});

type Input = z.infer<typeof input>;

/** The incidents that are open, or others by what is said; with a number that one's card. */
export const incidents = defineCommand({
  name: 'incidents',
  synonyms: ['incident', 'list incidents', 'show incidents', 'open incidents', 'show incident'],
  usage: 'incidents [all|mine|critical|resolved] [<cluster|namespace>] | incident <number>',
  summary: 'What is open, worst first; or one incident.',
  examples: ['incidents', 'incidents mine', 'incidents critical in prod-weu'],
  role: 'viewer',
  input,
  async run(said, context) {
    const pipeline = await configured(context);
    if (said.number !== undefined) {
      const { number } = await incidentAsked(said.number, context);
      const seen = await lookAt(pipeline, number);
      return { card: seen?.card ?? (await list(said, context)).card };
    }
    return list(said, context);
  },
});

async function list({ number: _, ...said }: Input, context: Context): Promise<Reply> {
  await context.permit('any place');
  const now = context.clock.now();
  const which = said.which === 'resolved' ? 'over' : said.which === 'all' ? 'all' : 'open';
  const newest = await (await configured(context)).store.incidents.newestOf({ which, limit: mostRead });
  const { seen, gap } = await permittedAt(newest, placeOfIncident, context);
  const limited = !(await seesAll(context));
  const wanted = seen.filter((it) => isWanted(it, said, context.actor.objectId));
  if (which === 'open') wanted.sort((a, b) => compareSeverity(a.severity, b.severity) || b.number - a.number);
  const shown = wanted.slice(0, mostRows);
  const buttons = await context.buttons([
    ...shown.map(({ number }) => ({ title: `#${number}`, verb: 'incidents', input: { number } })),
    { title: 'Look again', verb: 'incidents', input: said, replaces: true },
    ...(which === 'open' ? [{ title: 'Resolved', verb: 'incidents', input: { ...said, which: 'resolved' } }] : []),
  ]);
  const counts: Partial<Record<StoredIncident['severity'], number>> = {};
  for (const { severity } of wanted) counts[severity] = (counts[severity] ?? 0) + 1;
  return {
    card: incidentListCard({
      incidents: shown.map((incident, n) => ({ incident, ...(buttons[n] && { button: buttons[n] }) })),
      ...{
        counts,
        which,
        filter: filterText(said, newest.length === mostRead),
        buttons: buttons.slice(shown.length),
        limited,
        gap,
        now,
      },
    }),
  };
}

function isWanted({ labels, severity, assignee, ackedBy }: StoredIncident, said: Input, me: string): boolean {
  if (said.which === 'critical' && severity !== 'critical') return false;
  // Who acknowledged it has it for as long as nobody else was given it.
  if (said.which === 'mine' && (assignee ?? ackedBy)?.objectId !== me) return false;
  return liesIn(labels, said);
}

function filterText({ which, ...said }: Input, isCut: boolean): string {
  return [
    ...(isCut ? [`of the newest ${mostRead.toLocaleString('en-US')}`] : []),
    ...(which === 'mine' ? ['yours'] : which === 'critical' ? ['critical'] : []),
    ...placesText(said),
  ].join(' ');
}
