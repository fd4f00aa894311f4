import { describe, expect, it } from 'vitest';
import { arrivalOf, type KnownAlert } from '../../src/incidents/dedup.ts';
import { needsUpdate } from '../../src/incidents/needs-update.ts';

const at = (time: string) => new Date(`2026-03-01T${time}:00Z`);
const firing = (startsAt: string, more: Partial<KnownAlert> = {}): KnownAlert => ({
  status: 'firing',
  severity: 'high',
  title: 'Pod crashes',
  labels: { alertname: 'Crash', pod: 'api' },
  annotations: { summary: 'It crashes.' },
  startsAt: at(startsAt),
  ...more,
});
const resolved = (startsAt: string, endsAt: string, more: Partial<KnownAlert> = {}): KnownAlert =>
  firing(startsAt, { status: 'resolved', endsAt: at(endsAt), ...more });

describe('an alert that arrives', () => {
  it.each([
    ['of which nothing is known is new', firing('10:00'), undefined, 'new'],
    ['resolved, of which nothing is known, is so', resolved('10:00', '10:05'), undefined, 'resolved-unknown'],
    ['and fires as it did is repeated', firing('10:00'), firing('10:00'), 'repeated'],
    ['and fires since later is repeated: its end was missed', firing('10:20'), firing('10:00'), 'repeated'],
    ['with another start than the newest is late', firing('09:00'), firing('10:00'), 'late'],
    ['resolved while it fires is resolved', resolved('10:00', '10:05'), firing('10:00'), 'resolved'],
    ['resolved without an end is resolved', firing('10:00', { status: 'resolved' }), firing('10:00'), 'resolved'],
    ['with the end of an earlier episode is late', resolved('09:00', '09:30'), firing('10:00'), 'late'],
    ['resolved twice is repeated', resolved('10:00', '10:05'), resolved('10:00', '10:05'), 'repeated'],
    ['with an older end is late', resolved('09:00', '09:30'), resolved('10:00', '10:05'), 'late'],
    [
      'with the end of an episode nobody saw',
      resolved('10:30', '10:40'),
      resolved('10:00', '10:05'),
      'resolved-unknown',
    ],
    ['and fires since after its end fires again', firing('10:51'), resolved('10:00', '10:50'), 'fired-again'],
    ['after its end, overtaken by it, is late', firing('10:00'), resolved('10:00', '10:51'), 'late'],
    ['long after its end is meant', firing('10:00'), resolved('10:00', '10:50'), 'fired-again'],
  ])('%s', (_, alert, known, is) => {
    expect(arrivalOf(alert, known, { now: at('11:00') })).toEqual({ is });
  });

  it('and fires in the episode that is over fires again, when its source tells in order', () => {
    const arrival = arrivalOf(firing('10:00'), resolved('10:00', '10:59'), { now: at('11:00'), lateWithinMs: 0 });

    expect(arrival).toEqual({ is: 'fired-again' });
  });

  it.each([
    [{ severity: 'critical' }, ['severity']],
    [{ title: 'Pod crashes again' }, ['title']],
    [{ labels: { alertname: 'Crash' } }, ['labels']],
    [{ labels: { alertname: 'Crash', toString: 'api' } }, ['labels']],
    [{ annotations: { summary: 'Still.' }, link: 'https://example.com' }, ['annotations', 'link']],
  ] as const)('with %j is changed in %j', (more, fields) => {
    expect(arrivalOf(firing('10:00', more), firing('10:00'), { now: at('11:00') })).toEqual({ is: 'changed', fields });
  });
});

const hour = 3_600_000;
const now = new Date('2026-03-01T12:00:00Z');
const state = (firing = '', resolved = '', muted = '') => ({
  firing: new Set(firing),
  resolved: new Set(resolved),
  muted: new Set(muted),
});
const told = (hoursAgo: number, firing = '', resolved = '', muted = '') => ({
  ...state(firing, resolved, muted),
  at: new Date(now.getTime() - hoursAgo * hour),
});

describe('a group is told of', () => {
  it.each([
    ['the first time when something fires', undefined, state('a'), 'first-notification'],
    ['not when everything was over before anybody heard', undefined, state('', 'a'), undefined],
    ['not when all that fires is muted', undefined, state('a', '', 'a'), undefined],
    ['not again while nothing changes', told(1, 'a'), state('a'), undefined],
    ['when another alert fires', told(1, 'a'), state('ab'), 'new-alerts-in-group'],
    ['when one fires in the place of another', told(1, 'a'), state('b', 'a'), 'new-alerts-in-group'],
    ['anew when one fires after all were over', told(1, '', 'a'), state('a'), 'first-notification'],
    ['when one of two is over', told(1, 'ab'), state('a', 'b'), 'new-resolved-alerts'],
    ['not twice of the same end', told(1, 'a', 'b'), state('a', 'b'), undefined],
    ['when fewer fire and the end of the other was told', told(1, 'ab', 'c'), state('a', 'c'), undefined],
    ['when all are over', told(1, 'ab'), state('', 'ab'), 'all-alerts-resolved'],
    ['when all are gone without a word', told(1, 'ab'), state(), 'all-alerts-resolved'],
    ['not when all fired and ended between two times', told(1, '', 'a'), state('', 'ab'), undefined],
    ['not when the repeat interval is just full', told(4, 'a'), state('a'), undefined],
    ['when the repeat interval is over', told(4.001, 'a'), state('a'), 'repeat-interval-elapsed'],
    ['not again when all are over, however long', told(9, '', 'a'), state('', 'a'), undefined],
    ['when a mute ends', told(1, 'ab', '', 'b'), state('ab'), 'alerts-unmuted'],
    ['when all are muted now', told(1, 'a'), state('a', '', 'a'), 'all-alerts-muted'],
    ['not as over while one still fires under a mute', told(1, 'ab'), state('b', 'a', 'b'), 'new-resolved-alerts'],
    ['not of the end of what was never shown', told(1, 'a', '', 'a'), state('', 'a'), undefined],
    ['not while all stay muted', told(1, 'a', '', 'a'), state('a', '', 'a'), undefined],
    ['in the books alone while all stay muted for long', told(5, 'a', '', 'a'), state('a', '', 'a'), 'still-muted'],
    ['anew when the only mute ends', told(1, 'a', '', 'a'), state('a'), 'first-notification'],
  ])('%s', (_, last, group, reason) => {
    expect(needsUpdate(last, group, { now, repeatIntervalMs: 4 * hour, sendResolved: true })).toBe(reason);
  });

  it('only when all are over, for a receiver that does not want resolved ones', () => {
    const o = { now, repeatIntervalMs: 4 * hour, sendResolved: false };

    expect(needsUpdate(told(1, 'ab'), state('a', 'b'), o)).toBeUndefined();
    expect(needsUpdate(told(1, 'ab'), state('', 'ab'), o)).toBe('all-alerts-resolved');
  });
});
