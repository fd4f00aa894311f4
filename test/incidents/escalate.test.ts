import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { escalationOf } from '../../src/incidents/escalate.ts';
import { type IncidentMove, incidentMoves, move, moveRefusal } from '../../src/incidents/lifecycle.ts';
import { reopening } from '../../src/incidents/reopen.ts';
import { severityOfIncident } from '../../src/incidents/severity.ts';
import { snoozeState, snoozeUntil } from '../../src/incidents/snooze.ts';
import type { Incident } from '../../src/model/incident.ts';
import { type IncidentStatus, incidentStatuses } from '../../src/model/incident.ts';
import { parseDuration, printDuration } from '../../src/model/time/duration.ts';

const at = (time: string) => new Date(`2026-03-01T${time}:00Z`);
const minutes = (count: number) => count * 60_000;

describe('an escalation', () => {
  const steps = [
    { afterMs: minutes(10), to: { rota: 'first' } },
    { afterMs: minutes(20), to: { channel: 'second' } },
  ];
  const open = { status: 'open', openedAt: at('10:00'), escalationLevel: 0 } as const;
  const once = { ...open, escalationLevel: 1, escalatedAt: at('10:15') };

  it.each([
    ['waits for the first step', open, '10:09', { due: false, reason: 'not-yet', at: at('10:10') }],
    ['takes it in time', open, '10:10', { due: true, reason: 'unanswered', level: 1, to: { rota: 'first' } }],
    ['counts the next from when the last was taken', once, '10:34', { due: false, reason: 'not-yet', at: at('10:35') }],
    ['takes the next', once, '10:35', { due: true, reason: 'unanswered', level: 2, to: { channel: 'second' } }],
    ['ends with the last', { ...once, escalationLevel: 2 }, '12:00', { due: false, reason: 'no-step-left' }],
    [
      'stops when somebody answers',
      { ...open, status: 'acknowledged' },
      '12:00',
      { due: false, reason: 'acknowledged' },
    ],
    ['stops at the end', { ...open, status: 'resolved' }, '12:00', { due: false, reason: 'resolved' }],
    [
      'starts anew when it is reopened',
      { ...open, status: 'reopened', openedAt: at('11:00') },
      '11:05',
      { due: false, reason: 'not-yet', at: at('11:10') },
    ],
    [
      'waits for the end of a snooze',
      { ...open, snoozedUntil: at('11:00') },
      '10:30',
      { due: false, reason: 'snoozed', at: at('11:00') },
    ],
    [
      'waits for the step when the snooze ends before it',
      { ...open, snoozedUntil: at('10:05') },
      '10:01',
      { due: false, reason: 'snoozed', at: at('10:10') },
    ],
    [
      'goes on after a snooze',
      { ...open, snoozedUntil: at('11:00') },
      '11:00',
      { due: true, reason: 'unanswered', level: 1, to: { rota: 'first' } },
    ],
  ] as const)('%s', (_, incident, now, expected) => {
    expect(escalationOf(incident, steps, at(now))).toEqual(expected);
  });
});

describe('a group that fires', () => {
  const over = { status: 'resolved', resolvedAt: at('10:00') } as const;

  it.each([
    ['opens an incident when there was none', undefined, { to: 'open', reason: 'first' }],
    ['joins the one that is open', { status: 'acknowledged' }, { to: 'join', reason: 'still-open' }],
    ['reopens one that was over within the window', over, { to: 'reopen', reason: 'within-window' }],
    ['opens a new one after it', { ...over, resolvedAt: at('09:59') }, { to: 'open', reason: 'after-window' }],
  ] as const)('%s', (_, last, expected) => {
    expect(reopening(last, { now: at('11:00'), reopenWithinMs: minutes(60) })).toEqual(expected);
  });

  it('reopens nothing when the window is 0', () => {
    expect(reopening(over, { now: at('10:00'), reopenWithinMs: 0 }).to).toBe('open');
  });
});

describe('the severity of an incident', () => {
  const firing = (severity: Incident['severity']) => ({ status: 'firing', severity }) as const;
  const resolved = (severity: Incident['severity']) => ({ status: 'resolved', severity }) as const;

  it.each([
    ['the worst that fires', [firing('low'), firing('high'), resolved('critical')], {}, 'high', 'worst-firing'],
    ['what its route says', [firing('critical')], { route: 'low' }, 'low', 'route'],
    ['what it was when nothing fires', [resolved('low')], { before: 'high' }, 'high', 'kept'],
    ['the worst there was when nothing else is known', [resolved('low'), resolved('medium')], {}, 'medium', 'kept'],
    ['the least of all for none', [], {}, 'info', 'kept'],
  ] as const)('is %s', (_, alerts, o, severity, reason) => {
    const decided = severityOfIncident(alerts, { route: undefined, before: undefined, ...o });

    expect(decided).toEqual({ severity, reason });
  });
});

describe('a snooze', () => {
  const snoozed = { status: 'open', severity: 'high', snoozedUntil: at('11:00') } as const;

  it.each([
    ['holds', snoozed, '10:59', 'snoozed'],
    ['ends in time', snoozed, '11:00', 'time-over'],
    ['ends when the incident gets worse', { ...snoozed, severity: 'critical' }, '10:10', 'got-worse'],
    ['holds when it gets better', { ...snoozed, severity: 'low' }, '10:10', 'snoozed'],
    ['ends with the incident', { ...snoozed, status: 'resolved' }, '10:10', 'resolved'],
    ['is none when nobody asked for it', { status: 'open', severity: 'high' }, '10:10', 'none'],
  ] as const)('%s', (_, incident, now, state) => {
    expect(snoozeState(incident, 'high', at(now))).toBe(state);
  });

  it('lasts from a minute to a week', () => {
    expect(snoozeUntil(minutes(120), at('10:00'))).toEqual(at('12:00'));
    expect(() => snoozeUntil(minutes(0.5), at('10:00'))).toThrow(UserError);
    expect(() => snoozeUntil(minutes(8 * 24 * 60), at('10:00'))).toThrow('for 1m to 1w');
  });
});

describe('a duration', () => {
  it.each([
    ['0', 0, '0s'],
    ['30s', 30_000, '30s'],
    ['90m', minutes(90), '1h30m'],
    ['1h30m', minutes(90), '1h30m'],
    ['1d', minutes(1440), '1d'],
    ['1w', minutes(7 * 1440), '1w'],
    ['8d', minutes(8 * 1440), '8d'],
    ['1y', minutes(365 * 1440), '1y'],
    ['500ms', 500, '500ms'],
    ['1m1s1ms', 61_001, '1m1s1ms'],
  ])('%s is %d ms, and printed %s', (text, ms, printed) => {
    expect(parseDuration(text)).toBe(ms);
    expect(printDuration(ms)).toBe(printed);
    expect(parseDuration(printed)).toBe(ms);
  });

  it.each(['', '5', 'm', '-5m', '5 m', '1m1h', '1.5h', '5M', '101y', '5minutes'])('is not %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

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
