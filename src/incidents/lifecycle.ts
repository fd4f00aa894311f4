import type { IncidentStatus } from '../model/incident.ts';

/** What can happen to an incident: what people say, and recover (its last alert is over) and fire (one fires again). */
export const incidentMoves = [
  'acknowledge',
  'assign',
  'note',
  'snooze',
  'escalate',
  'resolve',
  'reopen',
  'recover',
  'fire',
] as const;

/** One of them. */
export type IncidentMove = (typeof incidentMoves)[number];

/** Why a move is refused. */
export type MoveRefusal = 'already-acknowledged' | 'already-resolved' | 'not-resolved' | 'is-over';

type Arrow = { to: IncidentStatus } | { refused: MoveRefusal };

const to = (status: IncidentStatus): Arrow => ({ to: status });
const refused = (reason: MoveRefusal): Arrow => ({ refused: reason });

/** Every arrow. A person who escalates what was acknowledged asks for somebody else: it waits for an answer again. */
const arrows: Record<IncidentStatus, Record<IncidentMove, Arrow>> = {
  open: {
    acknowledge: to('acknowledged'),
    assign: to('open'),
    note: to('open'),
    snooze: to('open'),
    escalate: to('open'),
    resolve: to('resolved'),
    reopen: refused('not-resolved'),
    recover: to('resolved'),
    fire: to('open'),
  },
  acknowledged: {
    acknowledge: refused('already-acknowledged'),
    assign: to('acknowledged'),
    note: to('acknowledged'),
    snooze: to('acknowledged'),
    escalate: to('open'),
    resolve: to('resolved'),
    reopen: refused('not-resolved'),
    recover: to('resolved'),
    fire: to('acknowledged'),
  },
  resolved: {
    acknowledge: refused('is-over'),
    assign: refused('is-over'),
    note: to('resolved'),
    snooze: refused('is-over'),
    escalate: refused('is-over'),
    resolve: refused('already-resolved'),
    reopen: to('reopened'),
    recover: refused('already-resolved'),
    fire: to('reopened'),
  },
  reopened: {
    acknowledge: to('acknowledged'),
    assign: to('reopened'),
    note: to('reopened'),
    snooze: to('reopened'),
    escalate: to('reopened'),
    resolve: to('resolved'),
    reopen: refused('not-resolved'),
    recover: to('resolved'),
    fire: to('reopened'),
  },
};

/** Where a move leads, or why it is refused. */
export function move(status: IncidentStatus, what: IncidentMove): Arrow {
  return arrows[status][what];
}

/** A refusal in words for the person who asked, with what to do instead; `by` is who was there before. */
export function moveRefusal(refusal: MoveRefusal, number: number, by?: string): string {
  const whom = by === undefined ? '' : ` by ${by}`;
  switch (refusal) {
    case 'already-acknowledged':
      return `Incident ${number} is already acknowledged${whom}. To hand it on, say: assign ${number} @name.`;
    case 'already-resolved':
      return `Incident ${number} is already resolved${whom}. To open it again, say: reopen ${number}.`;
    case 'not-resolved':
      return `Incident ${number} is still open, so there is nothing to reopen.`;
    case 'is-over':
      return `Incident ${number} is over. To work on it again, say: reopen ${number}.`;
  }
}
