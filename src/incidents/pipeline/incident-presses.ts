import type { StoredIncident } from '../../store/incidents.ts';
import type { PreparedPress } from '../../store/store.ts';

/** A button of an incident's card: a command that is prepared. */
export interface IncidentPress extends PreparedPress {
  title: string;
}

/** What an incident's card offers, likeliest first: nothing that its state, or a route without a step left, would refuse. */
export function incidentPresses(
  { number, status, diagnosis, labels }: Pick<StoredIncident, 'number' | 'status' | 'diagnosis' | 'labels'>,
  { canEscalate }: { canEscalate: boolean },
): IncidentPress[] {
  const press = (title: string, verb: string, more: Record<string, unknown> = {}, replaces = true): IncidentPress => ({
    ...{ title, verb, replaces },
    input: { number, ...more },
  });
  const why = press('Why?', 'why', {}, false);
  if (status === 'resolved') return [press('Reopen', 'reopen'), press('Report', 'export', {}, false)];
  const answered = status === 'acknowledged';
  return [
    ...(answered ? [] : [press('Acknowledge', 'ack')]),
    ...(diagnosis?.changes ?? []).map(({ title, action, input }) => ({
      ...{ title, verb: 'propose', input: { action, input, incident: number }, replaces: false },
    })),
    press('Resolve', 'resolve'),
    why,
    // An attack waits for nobody: what stops it stands where others are put off.
    labels.attack === undefined
      ? press('Snooze 2 h', 'snooze', { time: '2h' })
      : press('What helps?', 'alert', {}, false),
    ...(canEscalate ? [press('Escalate', 'escalate')] : []),
  ];
}
