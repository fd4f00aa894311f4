import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { incidentsConfig } from '../../src/incidents/incidents-config.ts';
import { routesFor } from '../../src/incidents/route.ts';

const channel = '19:ops@thread.tacv2';
const faults = (yaml: string) =>
  (incidentsConfig.safeParse(parse(yaml)).error?.issues ?? []).map((it) => `${it.path.join('.')}: ${it.message}`);

describe('the settings of incidents', () => {
  it('need one channel and nothing else', () => {
    const config = incidentsConfig.parse({ channel });

    expect(config.receivers.get(config.route.receiver)).toMatchObject({ channel, fallbackChannel: undefined });
    expect(config.inhibitRules.map((it) => it.name)).toEqual(['node-down', 'cluster-down', 'critical-over-warning']);
    expect(config.digest).toEqual({ cards: 10, criticalCards: 40, windowMs: 300_000 });
    expect(config.reopenWithinMs).toBe(3_600_000);
    expect(faults('{}')).toEqual(['channel: is missing: name the Teams channel, or receivers and route.receiver']);
  });

  it("take Alertmanager's names and ours together", () => {
    const config = incidentsConfig.parse(
      parse(`
fallback_channel: 19:second@thread.tacv2
channel: ${channel}
receivers:
  - { name: shop, channel: "19:shop@thread.tacv2", fallback_channel: "${channel}" }
time_intervals:
  - name: night
    time_intervals:
      - { times: [{ start_time: 00:00, end_time: 06:00 }], location: Europe/Berlin }
rotas:
  - name: shop
    location: Europe/Berlin
    layers:
      - { people: [{ id: aaaaaaaa-0000-4000-8000-00000000000A, name: Ann }], start: 2026-03-02, only: [night] }
route:
  group_by: [alertname]
  group_wait: 10s
  repeat_interval: 1d12h
  routes:
    - matchers: [ 'namespace="shop"', 'severity=~"high|critical",stage!=test' ]
      receiver: shop
      severity: critical
      mention: shop
      mute_time_intervals: [night]
      escalation:
        - { after: 10m, rota: shop }
        - { after: 15m, person: { id: bbbbbbbb-0000-4000-8000-000000000000, name: Bob } }
        - { after: 0, channel: "${channel}" }
inhibit_rules:
  - { source_matchers: ['a="b"'], target_matchers: ['c="d"'], equal: [cluster] }
digest: { cards: 5 }
reopen_within: 0
`),
    );

    const [found] = routesFor(config.route, { namespace: 'shop', severity: 'high' });

    expect(found?.route).toMatchObject({
      receiver: 'shop',
      severity: 'critical',
      mention: 'shop',
      groupBy: ['alertname'],
    });
    expect(found?.route.repeatIntervalMs).toBe(36 * 3_600_000);
    expect(found?.route.escalation).toEqual([
      { afterMs: 600_000, to: { rota: 'shop' } },
      { afterMs: 900_000, to: { person: { objectId: 'bbbbbbbb-0000-4000-8000-000000000000', name: 'Bob' } } },
      { afterMs: 0, to: { channel } },
    ]);
    expect(routesFor(config.route, { namespace: 'shop', severity: 'high', stage: 'test' })[0]?.reason).toBe('default');
    expect(config.receivers.get('default')?.fallbackChannel).toBe('19:second@thread.tacv2');
    expect(config.rotas.get('shop')?.layers[0]?.only).toEqual(config.timeIntervals.get('night'));
    expect(config.inhibitRules).toHaveLength(1);
    expect(config.digest).toEqual({ cards: 5, criticalCards: 40, windowMs: 300_000 });
  });

  it('tell every fault at once', () => {
    const told = faults(`
receivers: [{ name: a, channel: x }, { name: a, channel: y }]
route:
  receiver: nobody
  matchers: [a=b]
  group_by: ['...', x]
  group_wait: soon
  mention: who
  routes:
    - receiver: b
      mute_time_intervals: [night]
      matchers: ['a==b']
      group_by: [x, x]
      escalation: [{ after: 5m }, { after: 5m, rota: zz }]
      routes: [{ group_interval: 0s, matchers: a=~"(", colour: red }]
time_intervals: [{ name: t, time_intervals: [{ weekdays: [montag] }] }]
rotas: [{ name: r, layers: [{ people: [], start: 2026-03-02, only: [nix] }] }]
digest: { cards: 100 }
`);

    const expected = [
      /^receivers: "a" is there twice$/,
      /^route.receiver: there is no receiver "nobody"; there are a$/,
      /^route.matchers: does not belong on the root/,
      /^route.group_by: '...' groups by all labels/,
      /^route.group_wait: "soon" is no duration; write 30s/,
      /^route.mention: there is no rota "who"; there are r$/,
      /^route.routes.0.receiver: there is no receiver "b"/,
      /^route.routes.0.mute_time_intervals: there is no time interval "night"; there are t$/,
      /^route.routes.0.matchers.0: Expected a value in double quotes/,
      /^route.routes.0.group_by: names a label twice/,
      /^route.routes.0.escalation.0: must name one of rota, person or channel/,
      /^route.routes.0.escalation.1.rota: there is no rota "zz"/,
      /^route.routes.0.routes.0.group_interval: must be longer than 0/,
      /^route.routes.0.routes.0.matchers: .* no regular expression/,
      /^route.routes.0.routes.0: Unrecognized key: "colour"/,
      /^time_intervals.0.time_intervals.0.weekdays.0: "montag"/,
      /^rotas.0.layers.0.people: /,
      /^rotas.0.layers.0.only: there is no time interval "nix"/,
      /^digest.cards: /,
    ];
    expect(expected.filter((it) => !told.some((fault) => it.test(fault))).map(String)).toEqual([]);
    expect(told.filter((fault) => !expected.some((it) => it.test(fault)))).toEqual([]);
  });

  it.each([
    ['channel: a\nreceivers: [{ name: default, channel: b }]', 'receivers: "default" is there twice'],
    [
      'receivers: [{ name: a, channel: b }]',
      'channel: is missing: name the Teams channel, or receivers and route.receiver',
    ],
    [
      'channel: a\nroute: { continue: true }',
      'route.continue: does not belong on the root; put it on a route below it',
    ],
    [
      'channel: a\nroute: { active_time_intervals: [x] }',
      'route.active_time_intervals: there is no time interval "x"; none is defined',
    ],
    ['channel: a b', 'channel: must be the id of a Teams channel, such as 19:...@thread.tacv2'],
    [
      'channel: a\ntime_intervals: [{ name: t, time_intervals: [] }, { name: t, time_intervals: [] }]',
      'time_intervals: "t" is there twice',
    ],
  ])('refuse %j', (yaml, fault) => {
    expect(faults(yaml)).toContain(fault);
  });
});
