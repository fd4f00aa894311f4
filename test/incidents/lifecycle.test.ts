import { describe, expect, it } from 'vitest';
import { type IncidentMove, incidentMoves, move, moveRefusal } from '../../src/incidents/lifecycle.ts';
import { type IncidentStatus, incidentStatuses } from '../../src/model/incident.ts';

describe('the life of an incident', () => {
  const after = (moves: IncidentMove[]) =>
    moves.reduce<IncidentStatus | string>((status, what) => {
      const arrow = move(status as IncidentStatus, what);
      return 'to' in arrow ? arrow.to : arrow.refused;
    }, 'open');

  it.each([
    [['acknowledge'], 'acknowledged'],
    [['acknowledge', 'acknowledge'], 'already-acknowledged'],
    [['acknowledge', 'escalate'], 'open'],
    [['acknowledge', 'fire'], 'acknowledged'],
    [['acknowledge', 'recover'], 'resolved'],
    [['resolve'], 'resolved'],
    [['resolve', 'resolve'], 'already-resolved'],
    [['recover', 'recover'], 'already-resolved'],
    [['resolve', 'acknowledge'], 'is-over'],
    [['resolve', 'note'], 'resolved'],
    [['resolve', 'snooze'], 'is-over'],
    [['resolve', 'reopen'], 'reopened'],
    [['recover', 'fire'], 'reopened'],
    [['recover', 'fire', 'acknowledge'], 'acknowledged'],
    [['recover', 'fire', 'recover'], 'resolved'],
    [['reopen'], 'not-resolved'],
    [['assign', 'snooze', 'escalate', 'note', 'fire'], 'open'],
  ] as [IncidentMove[], string][])('after %j it is %s', (moves, status) => {
    expect(after(moves)).toBe(status);
  });

  it('has an arrow or a reason in words for every move in every state', () => {
    for (const status of incidentStatuses) {
      for (const what of incidentMoves) {
        const arrow = move(status, what);
        expect('to' in arrow ? incidentStatuses : moveRefusal(arrow.refused, 12)).toContain(
          'to' in arrow ? arrow.to : '12',
        );
      }
    }
  });
});
