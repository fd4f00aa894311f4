import { describe, expect, it } from 'vitest';
import { arrivalOf, type KnownAlert } from '../../src/incidents/dedup.ts';

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
    ['and fires since after its end fires again', firing('10:06'), resolved('10:00', '10:05'), 'fired-again'],
    ['after its end, overtaken by it, is late', firing('10:00'), resolved('10:00', '10:50'), 'late'],
    ['long after its end is meant', firing('10:00'), resolved('10:00', '10:05'), 'fired-again'],
  ])('%s', (_, alert, known, is) => {
    expect(arrivalOf(alert, known, { now: at('11:00') })).toEqual({ is });
  });

  it('and fires in the episode that is over fires again, when its source is asked in order', () => {
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
