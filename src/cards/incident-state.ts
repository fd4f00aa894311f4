import type { Incident, Person } from '../model/incident.ts';
import { capitalized } from './capitalized.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { clockTime, duration } from './when.ts';

/** How an incident stands, in two lines: the one that matters, and the rest. Times are UTC. */
export interface IncidentState {
  /** "Critical · Acknowledged by Ann Berg" */
  state: string;
  /** "open since 03:02 UTC · 3 alerts firing, 2 muted" */
  detail: string;
}

/** What an incident's head says of its state. */
export function incidentState(incident: Incident, now: Date): IncidentState {
  const { severity, alerts, escalationLevel, escalatedAt } = incident;
  const isSnoozed = snoozed(incident, now) !== undefined;
  const since = `open since ${clockTime(incident.openedAt, now)} UTC`;
  const tellsSince = (incident.status === 'open' || incident.status === 'reopened') && !isSnoozed;
  const steps =
    escalationLevel > 0 && incident.status !== 'resolved'
      ? [`escalated ${counted(escalationLevel, 'step')}${escalatedAt ? `, at ${clockTime(escalatedAt, now)} UTC` : ''}`]
      : [];
  const quiet = incident.quietSince ? [`not heard of since ${clockTime(incident.quietSince, now)} UTC`] : [];
  const detail =
    incident.status === 'resolved'
      ? [firedAlerts(alerts)]
      : [...(tellsSince ? [] : [since]), firingAlerts(alerts), ...quiet, ...steps];
  return {
    state: `${capitalized(severity)} · ${stateOf(incident, now)}`,
    detail: detail.join(' · '),
  };
}

/** A person by name, for display. */
export function named({ name }: Person): string {
  return plain(name, 80);
}

/** Until when an incident is snoozed; undefined when it is not, or no longer. */
function snoozed({ snoozedUntil, status }: Incident, now: Date): Date | undefined {
  return snoozedUntil !== undefined && snoozedUntil > now && status !== 'resolved' ? snoozedUntil : undefined;
}

function stateOf(incident: Incident, now: Date): string {
  const { status, openedAt, resolvedAt, ackedBy } = incident;
  const until = snoozed(incident, now);
  const answered = ackedBy ? `acknowledged by ${named(ackedBy)}` : 'acknowledged';
  if (until) {
    return `snoozed until ${clockTime(until, now)} UTC${status === 'acknowledged' ? `, ${answered}` : ''}`;
  }
  if (status === 'acknowledged') return answered;
  if (status === 'reopened') return `reopened at ${clockTime(openedAt, now)} UTC`;
  if (status === 'open') return `open since ${clockTime(openedAt, now)} UTC`;
  if (!resolvedAt) return 'over';
  const from = clockTime(openedAt, now);
  const to = clockTime(resolvedAt, now);
  return `over after ${duration(Math.max(0, resolvedAt.getTime() - openedAt.getTime()))} (${from} to ${to} UTC)`;
}

function firingAlerts({ firing, resolved, muted }: Incident['alerts']): string {
  const rest = [...(resolved > 0 ? [`${resolved} over`] : []), ...(muted > 0 ? [`${muted} muted`] : [])];
  return [firing > 0 ? `${counted(firing, 'alert')} firing` : 'no alert firing', ...rest].join(', ');
}

function firedAlerts({ firing, resolved, muted }: Incident['alerts']): string {
  const rest = [...(firing > 0 ? [`${firing} still firing`] : []), ...(muted > 0 ? [`${muted} muted`] : [])];
  return [counted(firing + resolved + muted, 'alert'), ...rest].join(', ');
}
