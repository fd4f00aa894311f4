import { UserError } from '../errors.ts';
import type { AlertSeverity } from '../model/alert.ts';
import type { Incident } from '../model/incident.ts';
import { printDuration } from '../model/time/duration.ts';
import { compareSeverity } from './severity.ts';

/** The shortest and the longest snooze, in milliseconds. */
export const snoozeLimits = { least: 60_000, most: 7 * 24 * 3_600_000 } as const;

/** Until when an incident is snoozed; throws UserError for a time that is too short or too long. */
export function snoozeUntil(ms: number, now: Date): Date {
  if (ms < snoozeLimits.least || ms > snoozeLimits.most) {
    const [least, most] = [printDuration(snoozeLimits.least), printDuration(snoozeLimits.most)];
    throw new UserError(`An incident can be snoozed for ${least} to ${most}. For longer, silence its alerts.`);
  }
  return new Date(now.getTime() + ms);
}

/** Whether an incident is snoozed, was never, or wakes: because its time is over or because it got worse. */
export type SnoozeState = 'none' | 'snoozed' | 'time-over' | 'got-worse' | 'resolved';

/** Judges a snooze; `severityThen` is what the incident had when it was snoozed. */
export function snoozeState(
  incident: Pick<Incident, 'status' | 'severity' | 'snoozedUntil'>,
  severityThen: AlertSeverity | undefined,
  now: Date,
): SnoozeState {
  if (!incident.snoozedUntil) return 'none';
  if (incident.status === 'resolved') return 'resolved';
  if (severityThen && compareSeverity(incident.severity, severityThen) < 0) return 'got-worse';
  return now >= incident.snoozedUntil ? 'time-over' : 'snoozed';
}
