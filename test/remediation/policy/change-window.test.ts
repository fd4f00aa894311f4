import { describe, expect, it } from 'vitest';
import type { TimeInterval } from '../../../src/model/time/time-interval.ts';
import { timeIntervalConfig } from '../../../src/model/time/time-interval-config.ts';
import { windowAt } from '../../../src/remediation/policy/change-window.ts';

const interval = (settings: object): TimeInterval => timeIntervalConfig.parse(settings);
const between = (start_time: string, end_time: string) => ({ times: [{ start_time, end_time }] });
const berlin = { location: 'Europe/Berlin' };
const timeIntervals = new Map([
  ['office', [interval({ ...between('09:00', '17:00'), weekdays: ['monday:friday'], ...berlin })]],
  [
    'night',
    [interval({ ...between('22:00', '24:00'), ...berlin }), interval({ ...between('00:00', '04:00'), ...berlin })],
  ],
  ['gap', [interval({ ...between('02:30', '04:00'), ...berlin })]],
  ['twice', [interval({ ...between('02:30', '03:00'), ...berlin })]],
  ['howe', [interval({ ...between('02:10', '03:00'), location: 'Australia/Lord_Howe' })]],
  ['morning', [interval({ ...between('08:00', '10:00'), location: 'UTC' })]],
  ['sundays', [interval({ weekdays: ['sunday'], ...berlin })]],
  ['over', [interval({ years: [2020] })]],
  ['yearly', [interval({ months: ['june'], days_of_month: [1] })]],
]);

describe('a change window', () => {
  it.each<[string, string[][], string, string | undefined]>([
    ['is open at any time where none is asked for', [], '2026-01-01T00:00Z', 'open'],
    ['is open within its hours', [['office']], '2026-01-05T08:00Z', 'open'],
    ['is closed at its end', [['office']], '2026-01-05T16:00Z', '2026-01-06T08:00Z'],
    ['waits for the week to begin', [['office']], '2026-01-09T16:00:30Z', '2026-01-12T08:00Z'],
    ['opens an hour earlier by UTC when summer has come', [['office']], '2026-03-27T20:00Z', '2026-03-30T07:00Z'],
    ['opens an hour later by UTC when it has gone', [['office']], '2026-10-23T20:00Z', '2026-10-26T08:00Z'],
    ['opens at midnight for a day', [['sundays']], '2026-03-28T12:00Z', '2026-03-28T23:00Z'],
    ['opens when the clock is put forward over its beginning', [['gap']], '2026-03-29T00:00Z', '2026-03-29T01:00Z'],
    ['opens twice when the clock is put back, first', [['twice']], '2026-10-25T00:00Z', '2026-10-25T00:30Z'],
    ['opens twice when the clock is put back, again', [['twice']], '2026-10-25T01:00Z', '2026-10-25T01:30Z'],
    ['knows a clock that is put forward by half an hour', [['howe']], '2026-10-03T15:00Z', '2026-10-03T15:30Z'],
    ['takes the first of those that are a choice', [['office', 'night']], '2026-01-05T17:00Z', '2026-01-05T21:00Z'],
    ['goes on over midnight', [['night']], '2026-01-05T23:30Z', 'open'],
    ['opens when all that must be open are', [['office'], ['morning']], '2026-01-05T11:00Z', '2026-01-06T08:00Z'],
    ['is open only when all are', [['office'], ['morning']], '2026-01-05T09:59Z', 'open'],
    ['never opens where two never meet', [['office'], ['night']], '2026-01-05T11:00Z', undefined],
    ['never opens again in a year that is over', [['over']], '2026-01-05T11:00Z', undefined],
    ['is looked for no further than 60 days', [['yearly']], '2026-04-01T23:59Z', undefined],
    ['is found within them', [['yearly']], '2026-04-02T00:00Z', '2026-06-01T00:00Z'],
    ['never opens under a name that nothing bears', [['nights']], '2026-01-05T11:00Z', undefined],
  ])('%s', (_, windows, now, expected) => {
    const opens = windowAt({ windows }, { timeIntervals }, new Date(now));

    expect(opens).toEqual(expected === undefined || expected === 'open' ? expected : new Date(expected));
  });
});
