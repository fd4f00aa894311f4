import { type Alert, type AlertSeverity, alertSeverities } from '../model/alert.ts';

/** How bad an incident is, and why it is called so. */
export interface SeverityDecision {
  severity: AlertSeverity;
  reason: 'route' | 'worst-firing' | 'kept';
}

/** Negative when the first is worse, as sorting wants it: worst first. */
export function compareSeverity(a: AlertSeverity, b: AlertSeverity): number {
  return alertSeverities.indexOf(a) - alertSeverities.indexOf(b);
}

/** The worst of some; undefined when there are none. */
export function worstSeverity(severities: Iterable<AlertSeverity>): AlertSeverity | undefined {
  return [...severities].sort(compareSeverity)[0];
}

/** An incident's severity: what its route says, else its worst firing alert's; what it was while none fires. */
export function severityOfIncident(
  alerts: Iterable<Pick<Alert, 'status' | 'severity'>>,
  o: { route: AlertSeverity | undefined; before: AlertSeverity | undefined },
): SeverityDecision {
  if (o.route) return { severity: o.route, reason: 'route' };
  const all = [...alerts];
  const worst = worstSeverity(all.filter((it) => it.status === 'firing').map((it) => it.severity));
  if (worst) return { severity: worst, reason: 'worst-firing' };
  return { severity: o.before ?? worstSeverity(all.map((it) => it.severity)) ?? 'info', reason: 'kept' };
}
