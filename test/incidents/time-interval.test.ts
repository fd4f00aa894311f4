import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mutedByTime } from '../../src/incidents/muted-by-time.ts';
import { containsTime, type TimeInterval } from '../../src/model/time/time-interval.ts';
import { timeIntervalConfig } from '../../src/model/time/time-interval-config.ts';
import { dateNumber, dateOfNumber, instantOf, localTime } from '../../src/model/time/zoned-time.ts';

const interval = (settings: unknown) => timeIntervalConfig.parse(settings) as TimeInterval;
const office = { times: [{ start_time: '09:00', end_time: '17:00' }], weekdays: ['monday:friday'] };

describe('a time interval', () => {
  it.each([
    [{}, '2026-03-01T00:00Z', true],
    [office, '2026-03-02T09:00Z', true],
    [office, '2026-03-02T16:59:59.999Z', true],
    [office, '2026-03-02T17:00Z', false],
    [office, '2026-03-02T08:59Z', false],
    [office, '2026-03-01T12:00Z', false],
    [{ ...office, location: 'America/New_York' }, '2026-03-02T13:59Z', false],
    [{ ...office, location: 'America/New_York' }, '2026-03-02T14:00Z', true],
    [{ ...office, location: 'America/New_York' }, '2026-03-09T13:00Z', true],
    [{ ...office, location: 'Asia/Kolkata' }, '2026-03-02T03:29Z', false],
    [{ ...office, location: 'Asia/Kolkata' }, '2026-03-02T03:30Z', true],
    [{ times: [{ start_time: '22:00', end_time: '24:00' }] }, '2026-03-01T23:59Z', true],
    [{ times: [{ start_time: '22:00', end_time: '24:00' }] }, '2026-03-02T00:00Z', false],
    [{ weekdays: ['saturday', 'Sunday'] }, '2026-03-01T12:00Z', true],
    [{ weekdays: ['saturday'], location: 'Pacific/Auckland' }, '2026-03-06T12:00Z', true],
    [{ days_of_month: ['1:5'] }, '2026-03-06T00:00Z', false],
    [{ days_of_month: [5] }, '2026-03-05T00:00Z', true],
    [{ days_of_month: [-1] }, '2026-02-28T00:00Z', true],
    [{ days_of_month: ['-1'] }, '2028-02-28T00:00Z', false],
    [{ days_of_month: ['-3:-1'] }, '2026-04-28T00:00Z', true],
    [{ days_of_month: ['-3:-1'] }, '2026-04-27T00:00Z', false],
    [{ days_of_month: ['10:-10'] }, '2026-04-21T00:00Z', true],
    [{ days_of_month: ['10:-10'] }, '2026-04-22T00:00Z', false],
    [{ days_of_month: [31] }, '2026-04-30T00:00Z', false],
    [{ days_of_month: ['30:31'] }, '2026-02-28T00:00Z', false],
    [{ days_of_month: ['-31:-30'] }, '2026-03-02T00:00Z', true],
    [{ months: ['january:march', 'DECEMBER'] }, '2026-12-05T00:00Z', true],
    [{ months: ['1:3'] }, '2026-04-01T00:00Z', false],
    [{ years: ['2026:2027'] }, '2026-06-01T00:00Z', true],
    [{ years: [2025] }, '2026-01-01T00:00Z', false],
    [{ years: [2025], location: 'America/New_York' }, '2026-01-01T04:00Z', true],
    [{ months: ['march'], days_of_month: ['29'], times: [] }, '2026-03-29T00:00Z', false],
  ])('%j holds at %s: %s', (settings, at, holds) => {
    expect(containsTime(interval(settings), new Date(at))).toBe(holds);
  });

  it.each([
    [{ weekdays: ['friday:monday'] }, /is not a weekday/],
    [{ weekdays: ['montag'] }, /is not a weekday/],
    [{ months: ['march:january'] }, /is not a month/],
    [{ months: [13] }, /is not a month/],
    [{ years: ['2027:2026'] }, /is not a year/],
    [{ days_of_month: [0] }, /is not a day/],
    [{ days_of_month: [32] }, /is not a day/],
    [{ days_of_month: ['-5:5'] }, /must end with one/],
    [{ days_of_month: ['-31:5'] }, /must end with one/],
    [{ days_of_month: ['25:-20'] }, /must not always be before/],
    [{ days_of_month: ['1:2:3'] }, /is not a day/],
    [{ times: [{ start_time: '17:00', end_time: '09:00' }] }, /must be before end_time/],
    [{ times: [{ start_time: '9:00', end_time: '10:00' }] }, /is no time of day/],
    [{ times: [{ start_time: '09:00', end_time: '24:01' }] }, /is no time of day/],
    [{ times: [{ start_time: '09:00' }] }, /must be a time/],
    [{ location: 'Europe/Atlantis' }, /is no time zone/],
  ])('%j is refused', (settings, says) => {
    expect(timeIntervalConfig.safeParse(settings).error?.message).toMatch(says);
  });

  it('silences a route in its mute intervals and outside its active ones', () => {
    const intervals = new Map([
      ['office', [interval(office)]],
      ['noon', [interval({ weekdays: ['sunday'] }), interval({ times: [{ start_time: '12:00', end_time: '13:00' }] })]],
    ]);
    const at = (time: string, muteTimeIntervals: string[], activeTimeIntervals: string[]) =>
      mutedByTime({ muteTimeIntervals, activeTimeIntervals }, intervals, new Date(time));

    expect(at('2026-03-02T10:00Z', [], [])).toBeUndefined();
    expect(at('2026-03-02T12:30Z', ['noon'], ['office'])).toEqual({ reason: 'mute-time-interval', interval: 'noon' });
    expect(at('2026-03-02T10:00Z', ['noon'], ['office'])).toBeUndefined();
    expect(at('2026-03-02T18:00Z', ['noon'], ['office'])).toEqual({
      reason: 'outside-active-time-intervals',
      intervals: ['office'],
    });
    expect(at('2026-03-01T18:00Z', [], ['office', 'noon'])).toBeUndefined();
  });
});

describe('the clock of a time zone', () => {
  // Days on which it is put forward or back, by one hour, by half of one, at midnight, over a whole day.
  const odd = [
    ['Europe/Berlin', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25'],
    ['America/New_York', '2026-03-08'],
    ['America/New_York', '2026-11-01'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['America/Santiago', '2026-09-06'],
    ['Africa/Cairo', '2026-04-24'],
    ['Pacific/Apia', '2011-12-31'],
    ['Asia/Kathmandu', '2026-01-01'],
  ] as const;

  it('shows what Intl shows, on the days around every change', () => {
    fc.assert(
      fc.property(fc.constantFrom(...odd), fc.integer({ min: -36 * 60, max: 36 * 60 }), ([zone, on], minutes) => {
        const at = new Date(Date.parse(on) + minutes * 60_000);
        const { year, month, day, minute, weekday } = localTime(at, zone);
        const two = (it: number) => String(it).padStart(2, '0');
        const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

        const shown = at.toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
        expect(`${year}-${two(month)}-${two(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`).toBe(shown);
        expect(days[weekday]).toBe(at.toLocaleString('en-GB', { timeZone: zone, weekday: 'long' }));
      }),
      { numRuns: 80 },
    );
  });

  it('decides on the hours of an interval', () => {
    const minute = fc.integer({ min: 0, max: 1440 });
    const shown = (it: number) => `${String(Math.floor(it / 60)).padStart(2, '0')}:${String(it % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(
        fc.constantFrom(...odd),
        fc.integer({ min: -36 * 60, max: 36 * 60 }),
        minute,
        minute,
        (of, by, a, b) => {
          const [location, on] = of;
          const at = new Date(Date.parse(on) + by * 60_000);
          const [begin, end] = [Math.min(a, b), Math.max(a, b)];
          const clock = at.toLocaleTimeString('sv-SE', { timeZone: location, timeStyle: 'short' });

          const holds = containsTime({ times: [{ begin, end }], location }, at);
          expect(holds).toBe(shown(begin) <= clock && clock < shown(end));
        },
      ),
    );
  });

  it('leads back to the instant, or to the first of two that show the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...odd), fc.integer({ min: -36 * 60, max: 36 * 60 }), ([zone, on], minutes) => {
        const at = new Date(Date.parse(on) + minutes * 60_000);
        const shown = localTime(at, zone);
        const back = instantOf(shown, shown.minute, zone);

        expect(localTime(back, zone)).toEqual(shown);
        expect(back.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(at.getTime() - back.getTime()).toBeLessThanOrEqual(3_600_000);
        expect(dateOfNumber(dateNumber(shown))).toEqual({ year: shown.year, month: shown.month, day: shown.day });
      }),
      { numRuns: 80 },
    );
  });

  it.each([
    ['a time that is skipped, after the gap', '2026-03-29', 150, '2026-03-29T01:30:00.000Z'],
    ['a time that comes twice, at its first', '2026-10-25', 150, '2026-10-25T00:30:00.000Z'],
    ['any other time', '2026-07-01', 540, '2026-07-01T07:00:00.000Z'],
  ])('finds %s', (_, on, minute, instant) => {
    const [year, month, day] = on.split('-').map(Number) as [number, number, number];

    expect(instantOf({ year, month, day }, minute, 'Europe/Berlin').toISOString()).toBe(instant);
  });
});
