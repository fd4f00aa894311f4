import { pickerCard } from '../../cards/picker.ts';
import { UserError } from '../../errors.ts';
import { securityAlertOf } from '../../incidents/defender/security-alert.ts';
import { identityOf } from '../../incidents/reading/identity-of.ts';
import type { Context, Reply } from '../command.ts';
import { incidentAsked } from '../incident-work/asked-incidents.ts';
import { permittedAt, placeOfIncident } from '../incident-work/place-of-incident.ts';
import { everywhere } from '../people/scope.ts';
import { attacksOf, worstFirst } from './attacks-of.ts';
import { askedAlerts, type KnownSecurityAlert, storedOrAsked } from './stored-or-asked.ts';

const mostChoices = 6;

/**
 * The alert of this id, as it was told, else as Defender for Cloud has it now; or the worst alert of an incident that is
 * open. Throws UserError where there is none.
 */
export async function alertMeant(
  { number, id }: { number?: number | undefined; id?: string | undefined },
  context: Context,
): Promise<KnownSecurityAlert> {
  if (id !== undefined) return alertById(id, context);
  const { store } = context;
  if (number === undefined) throw new UserError('Say which alert: alert 12, or alert and its id.');
  await incidentAsked(number, context);
  const all = (await store.incidents.alertsOf(number)).filter(({ source }) => source.startsWith('defender'));
  const [first] = all.toSorted(
    (a, b) => Number(a.status === 'resolved') - Number(b.status === 'resolved') || worstFirst(a, b),
  );
  const found = first && (await store.incidents.securityAlert(first.identity));
  if (!found) throw new UserError(`Incident ${number} has no alert of Defender for Cloud. To see them, say: alerts.`);
  return { ...found, incident: number };
}

async function alertById(id: string, context: Context): Promise<KnownSecurityAlert> {
  const identity = identityOf(id.toLowerCase());
  const stored = await context.store.incidents.securityAlert(identity);
  if (stored) return stored;
  // Who is limited to some places learns no more of an id that none has than of one elsewhere.
  const { alerts, gaps } = await askedAlerts(context, { all: true });
  const found = alerts.find((it) => it.identity === identity);
  if (found) return found;
  await context.permit(everywhere);
  const [gap] = gaps;
  throw new UserError(
    gap
      ? `No alert of this id was found, and I could not read ${gap.what}. ${gap.why} ${gap.next}`
      : 'Defender for Cloud has no alert of this id. To see those that are open, say: alerts.',
  );
}

/** Asks which alert is meant: the worst attacks that are open, to press. */
export async function whichAlert(context: Context): Promise<Reply> {
  await context.permit('any place');
  const found = await storedOrAsked(context);
  const { seen } = await permittedAt(found.alerts, placeOfIncident, context);
  const attacks = attacksOf(seen);
  if (attacks.length === 0) throw new UserError('No security alert is open. To see for yourself, say: alerts.');
  const shown = attacks.slice(0, mostChoices);
  const buttons = await context.buttons(
    shown.map(({ members }) => ({ title: 'Show', verb: 'alert', input: { id: members[0]?.identity }, replaces: true })),
  );
  return {
    card: pickerCard({
      question: 'Which alert? Say "alert 12" with the number of its incident, or press one.',
      choices: shown.flatMap(({ members, where }, n) => {
        const [button, first] = [buttons[n], members[0]];
        return button && first ? [{ label: securityAlertOf(first).means, detail: where, button }] : [];
      }),
      more: attacks.length - shown.length,
      narrow: 'say its number.',
    }),
  };
}
