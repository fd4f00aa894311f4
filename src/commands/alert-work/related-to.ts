import type { AttackOnCard } from '../../cards/alert-row.ts';
import { securityAlertOf } from '../../incidents/defender/security-alert.ts';
import type { Context } from '../command.ts';
import { attacksOf, whereOf, worstFirst } from './attacks-of.ts';
import { askedAlerts, type KnownSecurityAlert } from './stored-or-asked.ts';

/** Another alert of the same attack, as a row. */
export interface Related {
  identity: string;
  row: AttackOnCard;
}

const mostRows = 5;

/** The other alerts of an alert's attack, the worst first: those of its incident, else those that Defender has of the same. */
export async function relatedTo(
  alert: KnownSecurityAlert,
  context: Context,
): Promise<{ rows: Related[]; count: number }> {
  const all = await attackMates(alert, context);
  const others = [...new Map(all.map((it) => [it.identity, it])).values()]
    .filter(({ identity }) => identity !== alert.identity)
    .sort(worstFirst);
  return { rows: others.slice(0, mostRows).map((it) => rowOf(it, whereOf(alert))), count: others.length };
}

async function attackMates(alert: KnownSecurityAlert, context: Context): Promise<KnownSecurityAlert[]> {
  if (alert.incident !== undefined) {
    const all = await context.store.incidents.alertsOf(alert.incident);
    return all.filter(({ source }) => source.startsWith('defender')).map((it) => ({ ...it, raw: undefined }));
  }
  const { alerts } = await askedAlerts(context);
  const mine = attacksOf(alerts).find(({ members }) => members.some(({ identity }) => identity === alert.identity));
  return [...(mine?.members ?? [])];
}

/** Where it was is said only when it was elsewhere. */
function rowOf(alert: KnownSecurityAlert, known: string): Related {
  const { means, tactics } = securityAlertOf(alert);
  const { identity, severity, startsAt } = alert;
  return {
    identity,
    row: {
      ...{ means, tactics, severity, startsAt },
      where: whereOf(alert) === known ? '' : whereOf(alert),
      alerts: 1,
    },
  };
}
