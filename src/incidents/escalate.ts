import type { Incident, Person } from '../model/incident.ts';

/** Who is called: whoever is on call in a rota, one person, or another channel. */
export type EscalationTarget = { rota: string } | { person: Person } | { channel: string };

/** One step of an escalation. */
export interface EscalationStep {
  /** How long after the step before it, and after the opening for the first. */
  afterMs: number;
  to: EscalationTarget;
}

/** Whether the next step is due; when it will be, while only time is missing. `level` counts from 1. */
export type Escalation =
  | { due: true; reason: 'unanswered'; level: number; to: EscalationTarget }
  | { due: false; reason: 'not-yet' | 'snoozed'; at: Date }
  | { due: false; reason: 'acknowledged' | 'resolved' | 'no-step-left' };

/** The part of an incident that its escalation hangs on. */
export type Escalating = Pick<Incident, 'status' | 'openedAt' | 'escalationLevel' | 'escalatedAt' | 'snoozedUntil'>;

/** When the next step is due and to whom it goes; an answer (acknowledged) and an end stop it, a snooze holds it. */
export function escalationOf(incident: Escalating, steps: readonly EscalationStep[], now: Date): Escalation {
  if (incident.status === 'resolved') return { due: false, reason: 'resolved' };
  if (incident.status === 'acknowledged') return { due: false, reason: 'acknowledged' };
  const step = steps[incident.escalationLevel];
  if (!step) return { due: false, reason: 'no-step-left' };

  const from = incident.escalationLevel > 0 && incident.escalatedAt ? incident.escalatedAt : incident.openedAt;
  const at = new Date(from.getTime() + step.afterMs);
  // A snooze does not stretch the steps: what fell due meanwhile is due when it ends.
  if (incident.snoozedUntil && incident.snoozedUntil > now) {
    return { due: false, reason: 'snoozed', at: incident.snoozedUntil > at ? incident.snoozedUntil : at };
  }
  if (at > now) return { due: false, reason: 'not-yet', at };
  return { due: true, reason: 'unanswered', level: incident.escalationLevel + 1, to: step.to };
}
