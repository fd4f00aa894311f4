import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRoute, type RouteSettings } from '../../src/incidents/build-route.ts';
import { parseMatchers } from '../../src/incidents/parse-matchers.ts';
import { routesFor } from '../../src/incidents/route.ts';

const route = (matchers: string, more: RouteSettings = {}): RouteSettings => ({
  matchers: parseMatchers(matchers),
  ...more,
});
const tree = buildRoute(
  {
    receiver: 'ops',
    escalation: [{ afterMs: 1, to: { rota: 'ops' } }],
    routes: [
      route('team=shop', {
        receiver: 'shop',
        mention: 'shop-rota',
        routes: [
          route('stage=test', { receiver: 'test', group_by: ['...'], severity: 'low' }),
          route('stage=live', { receiver: 'shop-live', group_wait: 60_000, continue: true }),
          route('stage=~li.*', { receiver: 'shop-copy', group_by: ['job'], repeat_interval: 1000, escalation: [] }),
        ],
      }),
      route('team=~"pay|bank"', {
        group_by: ['a', 'b'],
        receiver: 'money',
        mute_time_intervals: ['night'],
        severity: 'high',
        routes: [route('stage=test')],
      }),
      route('kind=role', {
        group_by: ['role'],
        active_time_intervals: ['day'],
        routes: [route('stage=test', { receiver: 'test', routes: [route('wait=long', { group_wait: 120_000 })] })],
      }),
      route('kind=copied', { receiver: 'archive', continue: true }),
    ],
  },
  'default',
);

describe('the routing tree', () => {
  it.each([
    ['nothing matches', {}, [['ops', 'default', 1]]],
    ['a team has no stage', { team: 'shop' }, [['shop', 'matched', 2]]],
    ['a stage is not among the routes', { team: 'shop', stage: 'other' }, [['shop', 'matched', 2]]],
    ['the deepest matches', { team: 'shop', stage: 'test' }, [['test', 'matched', 3]]],
    [
      'a route continues',
      { team: 'shop', stage: 'live' },
      [
        ['shop-live', 'matched', 3],
        ['shop-copy', 'continued', 3],
      ],
    ],
    ['one without continue comes first', { team: 'shop', kind: 'role' }, [['shop', 'matched', 2]]],
    ['an expression matches', { team: 'bank' }, [['money', 'matched', 2]]],
    ['an expression would match a part only', { team: 'bankers' }, [['ops', 'default', 1]]],
    ['the receiver is inherited', { kind: 'role' }, [['ops', 'matched', 2]]],
    ['the last that matches continues', { kind: 'copied' }, [['archive', 'matched', 2]]],
  ])('sends an alert where it belongs when %s', (_, labels, expected) => {
    const found = routesFor(tree, labels as Record<string, string>);

    expect(found.map(({ route: it, reason, path }) => [it.receiver, reason, path.length])).toEqual(expected);
  });

  const one = (labels: Record<string, string>, index = 0) => routesFor(tree, labels)[index]?.route;

  it('inherits what a route leaves out, except matchers and hours', () => {
    expect(one({})).toMatchObject({ groupBy: undefined, groupWaitMs: 30_000, groupIntervalMs: 300_000 });
    expect(one({})).toMatchObject({ repeatIntervalMs: 14_400_000, severity: undefined, mention: undefined });
    expect(one({ team: 'shop', stage: 'test' })).toMatchObject({
      groupBy: 'all',
      severity: 'low',
      mention: 'shop-rota',
    });
    expect(one({ team: 'shop', stage: 'live' })).toMatchObject({ groupWaitMs: 60_000, groupBy: undefined });
    expect(one({ team: 'shop', stage: 'live' })?.escalation).toHaveLength(1);
    expect(one({ team: 'shop', stage: 'live' }, 1)).toMatchObject({ groupBy: ['job'], escalation: [] });
    expect(one({ kind: 'role', stage: 'test' })).toMatchObject({ groupBy: ['role'], activeTimeIntervals: [] });
    expect(one({ kind: 'role', stage: 'test', wait: 'long' })).toMatchObject({
      receiver: 'test',
      groupWaitMs: 120_000,
    });
    expect(one({ team: 'pay' })).toMatchObject({ muteTimeIntervals: ['night'] });
    expect(one({ team: 'pay', stage: 'test' })).toMatchObject({ muteTimeIntervals: [], severity: 'high' });
    expect(one({ kind: 'role' })?.activeTimeIntervals).toEqual(['day']);
  });

  it('names a route by its matchers in order, and tells the way to it', () => {
    const [found] = routesFor(tree, { team: 'shop', stage: 'test' });

    expect(found?.route.key).toBe('{}/{team="shop"}/{stage="test"}');
    expect(found?.path).toEqual(['{}', '{team="shop"}', '{stage="test"}']);
    const twins = buildRoute(
      { routes: [route('a=1'), route('b=1'), route('a=1', { routes: [route('c=1')] })] },
      'x',
    ).routes;
    expect(twins.map((it) => it.key)).toEqual(['{}/{a="1"}', '{}/{b="1"}', '{}/{a="1"}#2']);
    expect(twins[2]?.routes[0]?.key).toBe('{}/{a="1"}#2/{c="1"}');
    expect(buildRoute(route('b=1,a=2'), 'x').key).toBe('{a="2",b="1"}');
  });

  it('always ends in a receiver, whatever the tree and the labels', () => {
    const word = fc.constantFrom('a', 'b');
    const { settings } = fc.letrec<{ settings: RouteSettings; below: RouteSettings[] }>((tie) => ({
      settings: fc.record({
        receiver: fc.option(word, { nil: undefined }),
        matchers: fc.array(fc.record({ name: word, operator: fc.constantFrom('=', '!='), value: word }), {
          maxLength: 2,
        }),
        continue: fc.boolean(),
        routes: tie('below'),
      }),
      below: fc.oneof(
        { depthSize: 'small' },
        fc.constant<RouteSettings[]>([]),
        fc.array(tie('settings'), { maxLength: 3 }),
      ),
    }));

    fc.assert(
      fc.property(settings, fc.dictionary(word, word), (it, labels) => {
        const found = routesFor(buildRoute({ ...it, matchers: [] }, 'default'), labels);

        expect(found.length).toBeGreaterThan(0);
        expect(found.every(({ route: { receiver } }) => ['default', 'a', 'b'].includes(receiver))).toBe(true);
        // Every route but the last on its level had to say continue, or it would have ended the search there.
        expect(found.filter(({ reason }) => reason !== 'continued')).toHaveLength(1);
      }),
    );
  });
});
