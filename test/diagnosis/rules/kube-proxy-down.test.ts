import { describe, expect, it } from 'vitest';
import { kubeProxyDown } from '../../../src/diagnosis/rules/kube-proxy-down.ts';
import { clusterOf, eventOf, type Facts, nodeOf } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const found = (...parts: Facts[]) =>
  kubeProxyDown.judge(
    clusterOf({ events: [] }, nodeOf('node-1'), nodeOf('node-2'), nodeOf('node-3'), ...parts) as never,
    workload('shop', 'Namespace'),
    now,
  ) as ReturnType<typeof kubeProxyDown.judge> & object[];

const proxy = (node: string, ready = true, born = 600): Facts => ({
  systemPods: [
    {
      metadata: {
        name: `kube-proxy-${node}`,
        namespace: 'kube-system',
        labels: { component: 'kube-proxy' },
        creationTimestamp: minutesAgo(born),
      },
      spec: { nodeName: node, containers: [] },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
        containerStatuses: [
          {
            name: 'kube-proxy',
            image: '',
            imageID: '',
            ready,
            restartCount: ready ? 0 : 9,
            state: ready ? {} : { waiting: { reason: 'CrashLoopBackOff' } },
          },
        ],
      },
    },
  ],
});
const starts = (node: string, times: number, message = '', last = 3): Facts[] =>
  Array.from({ length: times }, (_, index) => eventOf(`Node/${node}`, 'Starting', message, last + 5 * index, 1));

describe('the kube-proxy of a node', () => {
  it('that crashes is told with its state and restarts', () => {
    const findings = found(proxy('node-1'), proxy('node-2', false), proxy('node-3'));

    expect(findings).toMatchObject([
      { code: 'kube-proxy-down', about: { kind: 'Node', namespace: '', name: 'node-2' } },
    ]);
    expect(findings).toMatchObject([
      { sentence: expect.stringContaining('node-2 is not ready (CrashLoopBackOff, 9 restarts)') },
    ]);
  });

  it('that is missing where the others have one is told', () => {
    expect(found(proxy('node-1'), proxy('node-2'))).toMatchObject([
      { about: { name: 'node-3' }, sentence: expect.stringContaining('is missing') },
    ]);
  });

  it('that keeps starting on one node alone is told with the number', () => {
    expect(found(...starts('node-1', 7), ...starts('node-2', 2))).toMatchObject([
      {
        about: { name: 'node-1' },
        confidence: 0.6,
        sentence: expect.stringContaining('started 7 times within the hour, on no other node more than 2 times'),
        quotes: [{ text: 'Starting' }],
      },
    ]);
  });

  it.each<[string, Facts[]]>([
    ['runs everywhere', [proxy('node-1'), proxy('node-2'), proxy('node-3')]],
    ['is replaced just now', [proxy('node-1'), proxy('node-2'), proxy('node-3', false, 1)]],
    ['is no pod in this cluster', [{ systemPods: [] }]],
    [
      'was started once by a reboot of each node',
      [...starts('node-1', 1), ...starts('node-2', 1), ...starts('node-3', 1)],
    ],
    ['starts as often everywhere', [...starts('node-1', 5), ...starts('node-2', 5), ...starts('node-3', 4)]],
    ['has been quiet for a while', starts('node-1', 7, '', 20)],
    ['is not what starts, but the kubelet', starts('node-1', 7, 'Starting kubelet.')],
  ])('that %s is no finding', (_, facts) => {
    expect(found(...facts)).toEqual([]);
  });

  it('is not blamed where Windows has no such pod', () => {
    const windows = nodeOf('win-1', { labels: { 'kubernetes.io/os': 'windows' } });

    expect(found(windows, proxy('node-1'), proxy('node-2'), proxy('node-3'))).toEqual([]);
  });
});
