import type { V1Pod } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { judge, rulesFor } from '../../../src/diagnosis/diagnose.ts';
import { app, clusterOf, eventOf, type Facts, logOf, nodeOf, service } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const ended = (minutes: number, lived: number, reason = 'Error', exitCode = 1) => ({
  terminated: { reason, exitCode, startedAt: minutesAgo(minutes + lived), finishedAt: minutesAgo(minutes) },
});
const running = (minutes: number) => ({ running: { startedAt: minutesAgo(minutes) } });
const day = 1_440;
/** A pod that stays listed though another one took its place. */
const evicted = (minutes: number): Facts => ({
  pods: [
    {
      metadata: {
        name: 'cart-1a2b3c-gone',
        namespace: 'shop',
        creationTimestamp: minutesAgo(minutes),
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'cart-1a2b3c', uid: '', controller: true },
        ],
      },
      status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' },
    } as V1Pod,
  ],
});
const eventless = (parts: Facts): Facts => ({ ...parts, events: [] });
const job = (status: object): Facts => ({
  jobs: [
    {
      metadata: { name: 'report', namespace: 'shop', creationTimestamp: minutesAgo(90) },
      spec: { template: {} },
      status,
    },
  ],
});
const line = (minutes: number, text: string) => `${minutesAgo(minutes).toISOString()} ${text}`;
const usual = Array.from({ length: 40 }, (_, index) => [
  line(400 - index * 10, 'INFO served'),
  ...(index % 8 === 7 ? [line(400 - index * 10, 'ERROR connect ECONNREFUSED mail.contoso.com:25, retried')] : []),
]).flat();

const cases: [string, string, Facts[]][] = [
  [
    'an OOM kill is claimed, nothing of it shows',
    'cart was OOMKilled',
    [app('cart', { replicas: 3 }), nodeOf('node-1')],
  ],
  ['an outage is claimed of ready pods', 'cart is down, pods crash', [eventless(app('cart'))]],
  [
    'pods alone are known, and one restarted days ago',
    'cart restarts',
    [{ pods: app('cart', { restarts: 1, last: ended(3 * day, 9 * day), state: running(3 * day) }).pods ?? [] }],
  ],
  [
    'many restarts long ago',
    'cart crash loops',
    [app('cart', { restarts: 40, last: ended(5 * day, 3), state: running(5 * day) }), nodeOf('node-1')],
  ],
  [
    'a crash loop that ended a quarter of an hour ago',
    'cart: CrashLoopBackOff',
    [
      app('cart', { restarts: 6, last: ended(16, 1), state: running(15) }),
      eventOf('Pod/cart-1a2b3c-0', 'BackOff', 'Back-off restarting failed container cart in pod cart-1a2b3c-0', 17),
    ],
  ],
  [
    'the alert says that it is resolved',
    '{"title":"cart error rate","state":"resolved"}',
    [app('cart'), nodeOf('node-1')],
  ],
  [
    'warnings of a pod that is gone',
    'cart: FailedScheduling',
    [app('cart'), eventOf('Pod/cart-9z8y7x-0', 'FailedScheduling', '0/3 nodes are available: 3 Insufficient cpu.', 40)],
  ],
  [
    'a readiness blip while a roll-out came up',
    'cart: readiness probe failed',
    [
      app('cart', { state: running(25), container: { readinessProbe: { httpGet: { port: 8080, path: '/' } } } }),
      eventOf(
        'Pod/cart-1a2b3c-0',
        'Unhealthy',
        'Readiness probe failed: Get "http://10.0.0.10:8080/": dial tcp 10.0.0.10:8080: connect: connection refused',
        24,
        3,
      ),
    ],
  ],
  [
    'a Job completed at its second attempt',
    'job report failed',
    [
      app('cart'),
      job({ succeeded: 1, failed: 1, conditions: [{ type: 'Complete', status: 'True' }] }),
      eventOf('Pod/report-x', 'BackOff', 'Back-off restarting failed container', 80),
    ],
  ],
  ['an evicted pod is left over', 'cart was Evicted', [app('cart'), evicted(300), nodeOf('node-1')]],
  [
    'a node had pressure, and has none',
    'node-1 had memory pressure',
    [app('cart'), nodeOf('node-1'), eventOf('Node/node-1', 'EvictionThresholdMet', 'Attempting to reclaim memory', 50)],
  ],
  ['errors at their usual rate', 'cart restarts', [app('cart'), logOf('cart-1a2b3c-0', usual)]],
  [
    'a workload is off on purpose',
    'is anything not ready?',
    [app('cart'), app('batch', { replicas: 0 }), nodeOf('node-1')],
  ],
  [
    'an optional ConfigMap is missing',
    'configmap missing, cart not ready',
    [
      app('cart', { spec: { volumes: [{ name: 'extra', configMap: { name: 'extra', optional: true } }] } }),
      { configMaps: [] },
    ],
  ],
  [
    'few replicas, as the autoscaler wants it',
    'why is only one replica running?',
    [
      app('cart'),
      {
        autoscalers: [
          {
            metadata: { name: 'cart', namespace: 'shop' },
            spec: { minReplicas: 1, maxReplicas: 5, scaleTargetRef: { kind: 'Deployment', name: 'cart' } },
            status: { currentReplicas: 1, desiredReplicas: 1 },
          },
        ],
      },
    ],
  ],
  [
    'some pods are not shown, the Deployment counts them',
    'cart replicas unavailable',
    [{ ...app('cart', { replicas: 3 }), pods: app('cart', { replicas: 2 }).pods ?? [] }],
  ],
  [
    'a Service is there and answers',
    'cart pods not ready',
    [app('cart'), service('cart', { targetPort: 8080 }), nodeOf('node-1')],
  ],
];

it.each(cases)('nothing is wrong: %s', (_, report, parts) => {
  const found = judge(rulesFor(undefined), clusterOf(...parts), { ...workload('shop', 'Namespace'), report }, now);

  expect(found[0]?.code, found.map((it) => `${it.confidence} ${it.code} ${it.sentence}`).join('\n')).toMatch(
    /^nothing/,
  );
});
