import { describe, expect, it } from 'vitest';
import { groupOf, incidentTitle } from '../../src/incidents/group.ts';

const route = { key: '{}', receiver: 'default', groupBy: undefined };

describe('an alert is grouped', () => {
  const pod = { alertname: 'Crash', cluster: 'prod', namespace: 'shop', pod: 'api-1', severity: 'warning' };
  const attack = {
    alertname: 'K8S_WebShell',
    compromised_entity: 'prod',
    cluster: 'prod',
    namespace: 'shop',
    pod: 'api-1',
  };

  it('of Defender by the id of its cluster too, in whatever source, and of others by its name', () => {
    const labels = { ...pod, cluster_id: '/subscriptions/one/prod' };
    const [told, polled, other] = ['defender-export', 'defender', 'azure-monitor'].map((source) =>
      groupOf({ source, labels }, route),
    );

    expect(told?.labels).toMatchObject({ cluster: 'prod', cluster_id: '/subscriptions/one/prod' });
    expect(polled?.key).toBe(told?.key);
    expect(other?.labels).toEqual({ alertname: 'Crash', cluster: 'prod', namespace: 'shop' });
  });

  it.each([
    ['by the labels of its route', pod, ['alertname', 'pod'], { alertname: 'Crash', pod: 'api-1' }, 'group-by'],
    ['by those of them that it has', pod, ['cluster', 'node'], { cluster: 'prod' }, 'group-by'],
    ['with all others by no labels', pod, [], {}, 'group-by'],
    ['by all its labels', pod, 'all', pod, 'all-labels'],
    [
      'by kind and place where nobody says how',
      pod,
      undefined,
      { alertname: 'Crash', cluster: 'prod', namespace: 'shop' },
      'default',
    ],
    [
      'by its resource outside a cluster',
      { alertname: 'CPU', resource_id: '/vm/1', region: 'weu' },
      undefined,
      { alertname: 'CPU', resource_id: '/vm/1' },
      'default',
    ],
    [
      'by the attacked workload, whatever its stages',
      { ...attack, intent: 'Persistence, Execution', workload: 'api' },
      undefined,
      { attack: 'Attack', cluster: 'prod', namespace: 'shop', workload: 'api' },
      'attack',
    ],
    [
      'by the workload that made its pod where none is named',
      { ...attack, intent: 'Unknown' },
      undefined,
      { attack: 'Attack', cluster: 'prod', namespace: 'shop', workload: 'api' },
      'attack',
    ],
    [
      'by the id of its cluster too where that is told, for names of clusters come twice',
      { ...attack, intent: 'Persistence', workload: 'api', cluster_id: '/subscriptions/one/prod' },
      undefined,
      { attack: 'Attack', cluster: 'prod', cluster_id: '/subscriptions/one/prod', namespace: 'shop', workload: 'api' },
      'attack',
    ],
    [
      'by its stages, in whatever order they stand, where only a place is named',
      { ...attack, pod: '', intent: 'Persistence, Execution' },
      undefined,
      { attack: 'Execution Persistence', cluster: 'prod', namespace: 'shop' },
      'attack',
    ],
    [
      'by its type where a stage is missing too',
      { ...attack, pod: '', node: 'aks-1', intent: 'Unknown' },
      undefined,
      { attack: 'K8S_WebShell', cluster: 'prod', namespace: 'shop', node: 'aks-1' },
      'attack',
    ],
    [
      'by the attacked resource where that is all there is',
      { alertname: 'ACR_Anomaly', compromised_entity: 'r', resource_id: '/registries/r' },
      undefined,
      { attack: 'ACR_Anomaly', resource_id: '/registries/r' },
      'attack',
    ],
  ] as const)('%s', (_, labels, groupBy, expected, reason) => {
    const group = groupOf({ labels }, { ...route, groupBy });

    expect(group).toMatchObject({ labels: expected, reason });
  });

  it('with a key that depends on labels, route and receiver, and not on the order of labels', () => {
    const key = (labels: Record<string, string>, more = {}) =>
      groupOf({ labels }, { ...route, groupBy: ['a', 'b'], ...more }).key;

    expect(key({ a: '1', b: '2' })).toBe('"default":{}:{a="1",b="2"}');
    expect(key({ b: '2', a: '1' })).toBe(key({ a: '1', b: '2' }));
    const keys = [
      key({ a: '1', b: '2' }),
      key({ a: '1' }),
      key({ a: '1",b="2' }),
      key({ a: '1', b: '2' }, { receiver: 'other' }),
      key({ a: '1', b: '2' }, { key: '{}/{x="y"}' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('with a key that a database can index, however long its labels are and whatever stands in them', () => {
    const keys = [`${'x'.repeat(5_000)}1`, `${'x'.repeat(5_000)}2`, 'x\0y']
      .map((a) => groupOf({ labels: { alertname: a } }, route))
      .map(({ key }) => key);

    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => key.length > 400 || /\p{Cc}/u.test(key))).toEqual([]);
  });

  it.each([
    ['the title of its only alert', [{ title: 'Pod  api\ncrashes', labels: pod }], {}, 'Pod api crashes'],
    [
      'what several have in common',
      [
        { title: 'A', labels: { ...pod, cluster: 'pr\0od' } },
        { title: 'B', labels: { ...pod, cluster: 'pr\0od', namespace: 'pay' } },
      ],
      {},
      'Crash in pr od',
    ],
    [
      'nothing but that they are alerts',
      [
        { title: 'A', labels: { alertname: 'X' } },
        { title: 'B', labels: {} },
      ],
      {},
      'Alerts',
    ],
    [
      'what is no secret of its title',
      [{ title: 'Login failed: password=hunter22', labels: pod }],
      {},
      'Login failed: password=[redacted]',
    ],
    ['so much of a long title', [{ title: 'x'.repeat(500), labels: {} }], {}, `${'x'.repeat(159)}…`],
  ])('and its incident is called %s', (_, alerts, labels, title) => {
    expect(incidentTitle(alerts, labels)).toBe(title);
  });
});
