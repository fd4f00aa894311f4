import { pickerCard } from '../../cards/picker.ts';
import { UserError } from '../../errors.ts';
import type { Alert } from '../../model/alert.ts';
import { withoutSecrets } from '../../model/without-secrets.ts';
import { mostAlerts } from '../../remediation/defender/alert-state.ts';
import { worstFirst } from '../alert-work/attacks-of.ts';
import type { Context, Reply } from '../command.ts';
import { incidentAsked, whichIncident } from '../incident-work/asked-incidents.ts';
import { configured } from '../incident-work/configured.ts';
import type { AlertSaid } from './alert-fields.ts';
import { proposeFor } from './propose-for.ts';

const armId = /^\/subscriptions\/.+\/providers\/Microsoft\.Security\/locations\/[^/]+\/alerts\/[^/]+$/i;
const mostChoices = 7;

/** What is to be done to alerts. */
interface AlertChange {
  verb: string;
  action: string;
  /** Which alerts of an incident it is for, where it has others too. */
  of: Alert['status'];
  /** What is said where no reason was given and one is needed; undefined: none is needed. */
  why?: string;
}

/**
 * Proposes a change of the Defender alerts that were pressed, or of the one that an incident has; where it has several,
 * asks whether all of them are meant, in one change, or which.
 */
export async function changedAlert(change: AlertChange, said: AlertSaid, context: Context): Promise<Reply> {
  const { number, alertId, others = [] } = said;
  const reason =
    said.reason === undefined ? undefined : withoutSecrets(said.reason.replace(/^(?:because|since|as)\s+/i, ''));
  const known = { number, reason };
  if (alertId !== undefined) {
    if (change.why !== undefined && reason === undefined)
      throw new UserError('Write why it means nothing into the field "Reason", and press again.');
    return proposed(change, [alertId, ...others], known, context);
  }
  if (number === undefined) return whichIncident(change.verb, { reason }, context);
  const targets = await alertsMeant(change, number, context);
  if (change.why !== undefined && reason === undefined) throw new UserError(change.why);
  if (targets.length > 1) return whichAlerts(change, targets, { number, reason }, context);
  return proposed(
    change,
    targets.map(({ id }) => id),
    known,
    context,
  );
}

interface KnownOfChange {
  number: number | undefined;
  reason: string | undefined;
}

function proposed(
  { action, why }: AlertChange,
  [alertId = '', ...others]: readonly string[],
  { number, reason }: KnownOfChange,
  context: Context,
): Promise<Reply> {
  const input = {
    ...{ alertId, ...(others.length > 0 && { others }) },
    // The action itself wants a reason where one is needed; that of other changes stands on their card.
    ...(why !== undefined && { reason }),
  };
  return proposeFor({ action, input }, { reason, incident: number }, context);
}

interface Target {
  id: string;
  title: string;
}

/** The alerts of an incident that the change is for, the worst first, each once. */
async function alertsMeant({ of }: AlertChange, number: number, context: Context): Promise<Target[]> {
  await incidentAsked(number, context);
  const { store } = await configured(context);
  const all = (await store.incidents.alertsOf(number)).filter(
    ({ source, annotations: { alert_id: id = '' } }) => source.startsWith('defender') && armId.test(id),
  );
  if (all.length === 0) throw new UserError(`Incident ${number} has no alert of Defender for Cloud.`);
  const fitting = all.filter(({ status }) => status === of);
  const those = (fitting.length > 0 ? fitting : all).toSorted(worstFirst);
  const byId = new Map<string, Target>();
  for (const { annotations, title } of those) {
    const id = annotations.alert_id ?? '';
    // The export and the poll tell of the same alert.
    if (!byId.has(id.toLowerCase())) byId.set(id.toLowerCase(), { id, title });
  }
  return [...byId.values()];
}

async function whichAlerts(
  { verb }: AlertChange,
  targets: readonly Target[],
  { number, reason }: KnownOfChange,
  context: Context,
): Promise<Reply> {
  const [first, ...rest] = targets.slice(0, mostAlerts).map(({ id }) => id);
  const shown = targets.slice(0, mostChoices);
  const kept = { number, ...(reason !== undefined && { reason }) };
  const buttons = await context.buttons([
    { title: 'All', verb, input: { ...kept, alertId: first, others: rest }, replaces: true },
    ...shown.map(({ id, title }) => ({ title, verb, input: { ...kept, alertId: id }, replaces: true })),
  ]);
  const labels = [
    {
      label: targets.length > mostAlerts ? `The ${mostAlerts} worst of them` : `All ${targets.length} of them`,
      detail: 'one change, approved once',
    },
    ...shown.map(({ title }) => ({ label: title, detail: '' })),
  ];
  return {
    card: pickerCard({
      question: `Incident ${number} has ${targets.length} alerts of Defender. Which ones?`,
      choices: labels.flatMap((it, n) => {
        const button = buttons[n];
        return button ? [{ ...it, button }] : [];
      }),
      more: targets.length - shown.length,
      narrow: `say "alert ${number}" to see them.`,
    }),
  };
}
