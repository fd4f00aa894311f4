import { z } from 'zod';
import { alertCard } from '../cards/alert.ts';
import { affectedNow } from '../incidents/defender/affected-now.ts';
import { changesFor } from '../incidents/defender/changes-for.ts';
import { securityAlertOf } from '../incidents/defender/security-alert.ts';
import { alertHints } from './alert-work/alert-hints.ts';
import { alertMeant, whichAlert } from './alert-work/alert-meant.ts';
import { relatedTo } from './alert-work/related-to.ts';
import { defineCommand } from './command.ts';
import { numberField } from './incident-work/incident-fields.ts';
import { permitPlace } from './incident-work/place-of-incident.ts';
import { says } from './language/field.ts';

/** So many buttons for changes leave room for one that dismisses. */
const mostChanges = 4;

/** One security alert: what happened, what of it still runs, what helps. */
export const alert = defineCommand({
  name: 'alert',
  synonyms: ['security alert', 'defender alert', 'show alert', 'attack'],
  usage: 'alert <incident number | alert id>',
  summary: 'One Defender alert: what happened, what still runs, what helps.',
  examples: ['alert 12'],
  role: 'viewer',
  input: z.object({
    number: numberField,
    id: z
      .string()
      .min(1)
      .max(400)
      .optional()
      .meta(says({ is: 'name', noun: 'alert id', keys: ['id'], bare: /^\d{6,}_[\w-]+$|^[\w-]{24,}$/ })),
  }),
  doing: () => 'Looking at the alert',
  async run({ number, id }, context) {
    if (number === undefined && id === undefined) return whichAlert(context);
    const meant = await alertMeant({ number, id }, context);
    const { incident } = meant;
    const it = securityAlertOf(meant);
    const { cluster, namespace } = it.target;
    await permitPlace({ cluster, namespace }, context);
    const [affected, related] = await Promise.all([affectedNow(context.azure, it.target), relatedTo(meant, context)]);
    const changes = changesFor(it, affected);
    const shown = changes.slice(0, mostChanges);
    const about = incident === undefined ? {} : { incident };
    const buttons = await context.buttons([
      ...related.rows.map(({ identity }) => ({
        title: 'Show',
        verb: 'alert',
        input: { id: identity },
        replaces: true,
      })),
      ...shown.map(({ title, action, input }) => ({ title, verb: 'propose', input: { action, input, ...about } })),
      ...(it.armId !== undefined && !it.isOver
        ? [{ title: 'Dismiss', verb: 'dismiss', input: { alertId: it.armId, ...(incident && { number: incident }) } }]
        : []),
      ...(incident === undefined
        ? []
        : [{ title: `Incident #${incident}`, verb: 'incidents', input: { number: incident } }]),
    ]);
    return {
      card: alertCard({
        ...{
          alert: it,
          affected,
          incident,
          toldAt: meant.heardAt,
          relatedCount: related.count,
          now: context.clock.now(),
        },
        related: related.rows.map(({ row }, n) => ({ ...row, button: buttons[n] })),
        hints: alertHints(changes.slice(mostChanges), affected),
        buttons: [
          ...buttons.slice(related.rows.length),
          ...(it.link === undefined ? [] : [{ title: 'Open in Azure', url: it.link }]),
        ],
      }),
    };
  },
});
