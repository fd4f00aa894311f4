import { describe, expect, it } from 'vitest';
import type { PostureSeverity, Standing } from '../../../src/model/posture.ts';
import { withExceptions } from '../../../src/security/posture/approved-exceptions.ts';
import { besideDefender } from '../../../src/security/posture/beside-defender.ts';
import { changesSince, lastDayBefore } from '../../../src/security/posture/changes.ts';
import { nextDigestAt } from '../../../src/security/posture/digest-time.ts';
import { joinedScore } from '../../../src/security/posture/read-secure-scores.ts';
import { scoreOf } from '../../../src/security/posture/score.ts';
import { standingsByCheck } from '../../../src/security/posture/standings.ts';
import { trendOfKept } from '../../../src/security/posture/trend.ts';
import { anyCheck, at, exception, finding, kept, resource } from './known.ts';

describe('the score', () => {
  const scored = (...list: [PostureSeverity, Standing, 'accepted'?][]) =>
    scoreOf(
      list.map(([severity, standing, accepted]) =>
        finding({ severity, standing, ...(accepted && { exception: exception(at(30)) }) }),
      ),
    );

  it.each([
    ['nothing', [], undefined, undefined],
    [
      'what passes and fails, by weight',
      [
        ['High', 'pass'],
        ['Medium', 'fail'],
        ['Low', 'fail'],
      ],
      55.5,
      55.5,
    ],
    [
      'what is unread as not passed',
      [
        ['High', 'pass'],
        ['High', 'unread'],
      ],
      50,
      100,
    ],
    ['only unread as none that passes', [['Low', 'unread']], 0, 100],
    [
      'no accepted risk',
      [
        ['High', 'fail', 'accepted'],
        ['Low', 'pass'],
      ],
      100,
      100,
    ],
    ['nothing that does not apply', [['High', 'not-applicable']], undefined, undefined],
  ] as [string, Parameters<typeof scored>, number | undefined, number | undefined][])(
    'counts %s',
    (_, list, percent, atBest) => {
      const score = scored(...list);

      expect([score.percent, score.atBest]).toEqual([percent, atBest]);
    },
  );

  it('is never 100 where one of very many fails', () => {
    const passing = Array.from({ length: 5_000 }, () => finding({ standing: 'pass' }));

    expect(scoreOf([...passing, finding({ severity: 'Low' })]).percent).toBe(99.9);
  });

  it('went from day to day as each check was last known to stand', () => {
    const one = kept('one', 20, [20, 'fail'], [22, 'pass'], [23, 'unread']);
    const two = kept('two', 21, [21, 'pass']);

    const trend = trendOfKept(
      [19, 20, 21, 22, 24].map((day) => ({ at: at(day) })),
      [one, two],
      [],
    );

    expect(trend).toEqual([
      { at: at(20), percent: 0 },
      { at: at(21), percent: 50 },
      { at: at(22), percent: 100 },
      { at: at(24), percent: 100 },
    ]);
  });
});

describe('an accepted risk', () => {
  it.each([
    ['counts no more while it is in force, whatever the letters of the id', at(26), true, undefined],
    ['counts again when it is over', at(25), undefined, true],
  ])('%s', (_, until, isAccepted, isOver) => {
    const [one, other] = withExceptions(
      [finding(), finding({ resource: resource('two') })],
      [exception(until)],
      at(25),
    );

    expect([one?.exception !== undefined || undefined, one?.over !== undefined || undefined]).toEqual([
      isAccepted,
      isOver,
    ]);
    expect(other).toEqual(finding({ resource: resource('two') }));
  });

  it('leaves its resource out of those that fail, and is counted apart', () => {
    const findings = withExceptions([finding(), finding({ resource: resource('two') })], [exception(at(26))], at(25));

    const [standing] = standingsByCheck(findings);

    expect(standing).toMatchObject({ accepted: 1, counting: 1, failing: [{ name: 'two' }] });
  });
});

describe('what changed', () => {
  const since = at(22);
  it.each([
    ['worse', kept('one', 20, [20, 'pass'], [24, 'fail']), finding(), 'worse'],
    ['worse after it did not apply', kept('one', 20, [20, 'not-applicable'], [24, 'fail']), finding(), 'worse'],
    ['better', kept('one', 20, [20, 'fail'], [24, 'pass']), finding({ standing: 'pass' }), 'better'],
    ['better, seen only now', kept('one', 20, [20, 'fail']), finding({ standing: 'pass' }), 'better'],
    ['new', kept('one', 23, [23, 'fail']), finding(), 'fresh'],
    ['new, never kept', undefined, finding(), 'fresh'],
    ['nothing where it is as before', kept('one', 20, [20, 'fail']), finding(), undefined],
    [
      'nothing where it came back to what it was',
      kept('one', 20, [20, 'fail'], [23, 'pass'], [24, 'fail']),
      finding(),
      undefined,
    ],
    ['nothing where nobody could look now', kept('one', 20, [20, 'pass']), finding({ standing: 'unread' }), undefined],
    ['nothing where nobody could look before', kept('one', 20, [20, 'unread']), finding(), undefined],
    ['nothing where nobody could look between', kept('one', 20, [20, 'fail'], [21, 'unread']), finding(), undefined],
    [
      'nothing where the risk is accepted',
      kept('one', 20, [20, 'pass']),
      finding({ exception: exception(at(30)) }),
      undefined,
    ],
    ['nothing of a check that is new', { ...kept('one', 20), turns: {} }, finding(), undefined],
  ] as const)('is %s', (_, before, now, expected) => {
    const changes = changesSince(since, [now], new Map(before ? [[before.resource.id.toLowerCase(), before]] : []));

    const found = (['worse', 'better', 'fresh'] as const).filter((it) => changes[it].length > 0);
    expect(found).toEqual(expected ? [expected] : []);
  });

  it('is told since the newest day before today', () => {
    const days = ['2026-11-20', '2026-11-24', '2026-11-25'].map((day) => ({ day }));

    expect(lastDayBefore(days, at(25))?.day).toBe('2026-11-24');
    expect(lastDayBefore(days.slice(2), at(25))).toBeUndefined();
  });
});

describe('Defender beside us', () => {
  const policyId = 'DC921057-6b28-4fbe-9b83-f7bec05db6c2';
  const says = (status: 'Healthy' | 'Unhealthy' | 'NotApplicable') => ({
    key: 'k',
    name: 'n',
    status,
    policyId: policyId.toLowerCase(),
  });

  it.each([
    ['pass', 'Unhealthy', 'differs'],
    ['fail', 'Healthy', 'differs'],
    ['fail', 'NotApplicable', 'differs'],
    ['fail', 'Unhealthy', 'agrees'],
    ['pass', 'Healthy', 'agrees'],
    ['not-applicable', 'NotApplicable', 'agrees'],
    ['unread', 'Unhealthy', 'neither'],
  ] as const)('where we say %s and it says %s: %s', (standing, status, expected) => {
    const { differences, agreed } = besideDefender([finding({ standing, policyId })], [says(status)]);

    expect([differences.length, agreed]).toEqual([Number(expected === 'differs'), Number(expected === 'agrees')]);
  });

  it('names what it calls unhealthy and nothing of ours asks', () => {
    const healthy = { key: 'a', name: 'A', status: 'Healthy' } as const;
    const others = besideDefender([finding()], [{ key: 'b', name: 'B', status: 'Unhealthy' }, healthy]).others;

    expect(others.map(({ name }) => name)).toEqual(['B']);
  });

  it('joins the scores of subscriptions by their weights, and leaves out one in which nothing counts', () => {
    const score = (current: number, max: number, weight: number) => ({ subscriptionId: 's', current, max, weight });

    expect(joinedScore([score(5, 10, 3), score(10, 10, 1), score(0, 0, 9)])).toEqual({
      percent: 62.5,
      subscriptions: 2,
    });
    expect(joinedScore([score(5, 10, 0), score(10, 10, 0)])?.percent).toBe(75);
    expect(joinedScore([])).toBeUndefined();
  });
});

describe('the day of the digest', () => {
  const config = { channel: 'c', day: 'monday', at: 9 * 60, timeZone: 'Europe/Berlin' } as const;

  it.each([
    ['2026-11-25T12:00:00Z', '2026-11-30T08:00:00Z'],
    ['2026-11-30T07:59:59Z', '2026-11-30T08:00:00Z'],
    ['2026-11-30T08:00:00Z', '2026-12-07T08:00:00Z'],
    ['2027-03-23T00:00:00Z', '2027-03-29T07:00:00Z'],
  ])('after %s is %s, by the wall clock', (now, due) => {
    expect(nextDigestAt(config, new Date(now)).toISOString()).toBe(new Date(due).toISOString());
  });
});

it('looks at something', () => {
  expect(anyCheck.check.code).toMatch(/^[a-z-]+$/);
});
