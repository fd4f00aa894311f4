import type { AttackOnCard } from '../../cards/alert-row.ts';
import { securityAlertOf } from '../../incidents/defender/security-alert.ts';
import { groupOf } from '../../incidents/group.ts';
import { labelValue } from '../../incidents/matcher.ts';
import { compareSeverity } from '../../incidents/severity.ts';
import { tacticsIn } from '../../security/alert-types/tactics.ts';
import type { KnownSecurityAlert } from './stored-or-asked.ts';

/** Alerts that are one attack. */
export interface Attack extends Omit<AttackOnCard, 'button'> {
  /** Its alerts, the worst first, then the newest. */
  members: readonly KnownSecurityAlert[];
}

const anyRoute = { key: '{}', receiver: '', groupBy: undefined };

/** Alerts put together by their incident, else by what was attacked; the worst attack first, then the newest. */
export function attacksOf(alerts: readonly KnownSecurityAlert[]): Attack[] {
  const byAttack = Map.groupBy(alerts, (it) =>
    it.incident === undefined ? groupOf(it, anyRoute).key : `#${it.incident}`,
  );
  return [...byAttack.values()].map(attackOf).sort(worstFirst);
}

function attackOf(some: readonly KnownSecurityAlert[]): Attack {
  const members = some.toSorted(worstFirst);
  // The newest of the worst says best what goes on.
  const [worst] = members as [KnownSecurityAlert];
  const tactics = tacticsIn(members.flatMap((it) => securityAlertOf(it).tactics));
  return {
    ...(worst.incident !== undefined && { incident: worst.incident }),
    ...{ members, means: securityAlertOf(worst).means, severity: worst.severity, tactics, where: whereOf(worst) },
    ...{ alerts: members.length, startsAt: worst.startsAt },
  };
}

/** "payments-api in payments, prod-weu", as far as the alert's labels say. */
export function whereOf(alert: Pick<KnownSecurityAlert, 'labels'>): string {
  const of = (name: string) => labelValue(alert.labels, name);
  const { workload } = groupOf(alert, anyRoute).labels;
  const thing = workload || of('node') || of('image');
  const place = [of('namespace'), of('cluster') || of('registry')].filter((it) => it !== '').join(', ');
  return thing && place ? `${thing} in ${place}` : thing || place;
}

type Ranked = Pick<KnownSecurityAlert, 'severity' | 'startsAt'>;

/** The worst first, then the newest. */
export function worstFirst(a: Ranked, b: Ranked): number {
  return compareSeverity(a.severity, b.severity) || b.startsAt.getTime() - a.startsAt.getTime();
}
