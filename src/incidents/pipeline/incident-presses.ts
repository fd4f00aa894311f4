import type { Incident } from '../../model/incident.ts';
import type { PreparedPress } from '../../store/store.ts';

/** A button of an incident's card: a command that is prepared. */
export interface IncidentPress extends PreparedPress {
  title: string;
}

/** What an incident's card offers, likeliest first: nothing that its state, or a route without a step left, would refuse. */
export function incidentPresses(
  { number, status }: Pick<Incident, 'number' | 'status'>,
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
    press('Resolve', 'resolve'),
    why,
    press('Snooze 2 h', 'snooze', { time: '2h' }),
    ...(canEscalate ? [press('Escalate', 'escalate')] : []),
  ];
}
