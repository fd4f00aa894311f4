import { z } from 'zod';
import { alertListCard } from '../cards/alert-list.ts';
import { labelValue } from '../incidents/matcher.ts';
import { compareSeverity } from '../incidents/severity.ts';
import { alertSeverities } from '../model/alert.ts';
import { attacksOf } from './alert-work/attacks-of.ts';
import { type KnownSecurityAlert, storedOrAsked } from './alert-work/stored-or-asked.ts';
import { defineCommand } from './command.ts';
import { permittedAt, placeOfIncident } from './incident-work/place-of-incident.ts';
import { says } from './language/field.ts';
import { liesIn, listPlaceFields, placesText } from './language/list-places.ts';
import { seesAll } from './naming/sees-all.ts';

const mostRows = 10;

const input = z.object({
  severity: z
    .enum(alertSeverities)
    .optional()
    .meta(
      says({
        is: 'choice',
        noun: 'severity',
        words: {
          critical: ['critical'],
          high: ['high'],
          medium: ['medium'],
          low: ['low'],
          info: ['info', 'informational', 'all'],
        },
        idle: ['severity', 'open', 'active'],
      }),
    ),
  ...listPlaceFields,
});

type Input = z.infer<typeof input>;

/** The security alerts that are open, an attack a row, the worst first. */
export const alerts = defineCommand({
  name: 'alerts',
  synonyms: ['security alerts', 'defender alerts', 'list alerts', 'show alerts', 'attacks'],
  usage: 'alerts [critical|high|medium|low] [<cluster|namespace>]',
  summary: "Defender's open alerts, those of one attack together, worst first.",
  examples: ['alerts', 'alerts high', 'alerts in prod-weu'],
  role: 'viewer',
  input,
  async run(said, context) {
    await context.permit('any place');
    const found = await storedOrAsked(context);
    const { seen, gap } = await permittedAt(found.alerts, placeOfIncident, context);
    const limited = !(await seesAll(context));
    const wanted = seen.filter((it) => isWanted(it, said));
    const attacks = attacksOf(wanted);
    const shown = attacks.slice(0, mostRows);
    const buttons = await context.buttons([
      ...shown.map(({ members }) => ({ title: 'Show', verb: 'alert', input: { id: members[0]?.identity } })),
      { title: 'Look again', verb: 'alerts', input: said, replaces: true },
      { title: 'Incidents', verb: 'incidents', input: {} },
    ]);
    const counts: Partial<Record<KnownSecurityAlert['severity'], number>> = {};
    for (const { severity } of wanted) counts[severity] = (counts[severity] ?? 0) + 1;
    return {
      card: alertListCard({
        attacks: shown.map((it, n) => ({ ...it, button: buttons[n] })),
        ...{ attackCount: attacks.length, alertCount: wanted.length, counts, filter: filterText(said) },
        // Of subscriptions nothing is told to who is limited to some places.
        ...{ from: found.from, gaps: limited ? [] : found.gaps, limited, gap },
        ...{ buttons: buttons.slice(shown.length), now: context.clock.now() },
      }),
    };
  },
});

function isWanted({ labels, severity }: KnownSecurityAlert, said: Input): boolean {
  if (said.severity !== undefined && compareSeverity(severity, said.severity) > 0) return false;
  return liesIn({ cluster: labelValue(labels, 'cluster'), namespace: labelValue(labels, 'namespace') }, said);
}

function filterText({ severity, ...said }: Input): string {
  return [
    ...(severity === undefined ? [] : [severity === 'critical' ? severity : `${severity} and worse`]),
    ...placesText(said),
  ].join(', ');
}
