import { UserError } from '../../errors.ts';
import { withoutSecrets } from '../../model/without-secrets.ts';
import type { ActionCall } from '../../remediation/action.ts';
import type { Context, Reply } from '../command.ts';
import { incidentAsked, whichIncident } from '../incident-work/asked-incidents.ts';
import { configured } from '../incident-work/configured.ts';
import { proposeFor } from './propose-for.ts';

const armId = /^\/subscriptions\/.+\/providers\/Microsoft\.Security\/locations\/[^/]+\/alerts\/[^/]+$/i;

/** Finds the one Defender alert of an incident and proposes what is to be done to it. */
export async function changedAlert(
  verb: string,
  { number, reason: said }: { number?: number | undefined; reason?: string | undefined },
  context: Context,
  call: (alertId: string, reason: string | undefined) => ActionCall,
): Promise<Reply> {
  const reason = said === undefined ? undefined : withoutSecrets(said.replace(/^(?:because|since|as)\s+/i, ''));
  if (number === undefined) return whichIncident(verb, { reason }, context);
  await incidentAsked(number, context);
  const { store } = await configured(context);
  const alerts = await store.incidents.alertsOf(number);
  const ids = alerts.flatMap(({ source, annotations: { alert_id: id = '' } }) =>
    source.startsWith('defender') && armId.test(id) ? [id] : [],
  );
  const [alertId, ...others] = [...new Set(ids)];
  if (alertId === undefined) throw new UserError(`Incident ${number} has no alert of Defender for Cloud.`);
  if (others.length > 0)
    throw new UserError(
      `Incident ${number} has ${ids.length} alerts of Defender. Say "alert ${number}" and ${verb} them one by one.`,
    );
  return proposeFor(call(alertId, reason), { reason, incident: number }, context);
}
