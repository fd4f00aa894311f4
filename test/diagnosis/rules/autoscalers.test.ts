import type { V2HorizontalPodAutoscalerStatus } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import type { ScaledObject } from '../../../src/azure/scaled-object.ts';
import { judge } from '../../../src/diagnosis/diagnose.ts';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, type Facts } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const shelf = [
  rules.autoscalerAtMaximum,
  rules.autoscalerMetricMissing,
  rules.autoscalerTargetMissing,
  rules.autoscalerWithoutRoom,
  rules.autoscalerDisabled,
  rules.autoscalerFlapping,
  rules.autoscalerFought,
  rules.kedaPaused,
  rules.kedaScalerFails,
  rules.kedaIdle,
  rules.autoscalingInWords,
];
const found = (parts: Facts[], report?: string) =>
  judge(
    shelf as never,
    clusterOf({ events: [], autoscalers: [], ...noKeda }, ...parts),
    { ...workload('cart'), ...(report && { report }) },
    now,
  );
const noKeda: Facts = { scaledObjects: { isInstalled: false, objects: [] } };

type Said = [type: string, status: string, reason: string, message: string];
interface Hpa {
  target?: string;
  min?: number;
  max?: number;
  replicas?: number;
  percent?: number;
  says?: Said;
}
const hpa = ({ target = 'cart', min = 2, max = 5, replicas = 2, percent, says }: Hpa = {}): Facts => {
  const status: V2HorizontalPodAutoscalerStatus = {
    currentReplicas: replicas,
    desiredReplicas: replicas,
    ...(percent && {
      currentMetrics: [
        { type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: percent, averageValue: '1' } } },
      ],
    }),
    ...(says && {
      conditions: [
        { type: says[0], status: says[1], reason: says[2], message: says[3], lastTransitionTime: minutesAgo(550) },
      ],
    }),
  };
  const metric = {
    type: 'Resource',
    resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
  };
  const spec = {
    minReplicas: min,
    maxReplicas: max,
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target },
    metrics: [metric],
  };
  return {
    autoscalers: [{ metadata: { name: 'cart', namespace: 'shop', creationTimestamp: minutesAgo(600) }, spec, status }],
  };
};
const keda = (o: { annotations?: Record<string, string>; says?: [string, string, string]; min?: number }): Facts => {
  const object: ScaledObject = {
    metadata: { name: 'cart', namespace: 'shop', ...(o.annotations && { annotations: o.annotations }) },
    spec: {
      scaleTargetRef: { name: 'cart' },
      minReplicaCount: o.min ?? 0,
      maxReplicaCount: 9,
      triggers: [{ type: 'kafka' }],
    },
    status: { ...(o.says && { conditions: [{ type: o.says[0], status: o.says[1], message: o.says[2] }] }) },
  };
  return { scaledObjects: { isInstalled: true, objects: [object] } };
};
const rescaled = (message: string, count = 4) =>
  eventOf('HorizontalPodAutoscaler/cart', 'SuccessfulRescale', message, 2, count);
const applied = (replicas: number): Facts => {
  const facts = app('cart', { replicas: 2 });
  for (const it of facts.deployments ?? [])
    it.metadata = {
      ...it.metadata,
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{"spec":{"replicas":${replicas}}}` },
    };
  return facts;
};
const full = 'the desired replica count is more than the maximum replica count';
const unread = (cause: string): Said => ['ScalingActive', 'False', 'FailedGetResourceMetric', cause];
const unasked = unread('failed to get cpu utilization: missing request for cpu in container proxy of Pod cart-1');
const noApi = unread(
  'unable to fetch metrics from resource metrics API: the server is currently unable (get pods.metrics.k8s.io)',
);
const external = unread('unable to get external metric shop/queue: no metrics returned from external metrics API');
const noScale: Said = ['AbleToScale', 'False', 'FailedGetScale', 'deployments.apps "carts" not found'];
const off: Said = [
  'ScalingActive',
  'False',
  'ScalingDisabled',
  'scaling is disabled since the replica count of the target is zero',
];
const reset = eventOf('Deployment/cart', 'ScalingReplicaSet', 'Scaled down replica set cart-1a2b3c from 6 to 2', 9);
const cart = app('cart', { replicas: 2 });
const none = app('cart', { replicas: 0 });
const why = 'why does cart not scale?';

const told: [code: string, words: string, confidence: number, parts: Facts[], report?: string][] = [
  [
    'autoscaler-at-maximum',
    'maximum of 5 replicas and would add more: cpu is at 140 % of the request',
    0.85,
    [cart, hpa({ replicas: 5, percent: 140, says: ['ScalingLimited', 'True', 'TooManyReplicas', full] })],
  ],
  ['autoscaler-metric-missing', 'container proxy requests no cpu', 0.85, [cart, hpa({ says: unasked })]],
  ['autoscaler-metric-missing', 'the resource metrics API does not answer', 0.85, [cart, hpa({ says: noApi })]],
  ['autoscaler-metric-missing', 'the API of external metrics does not give it', 0.85, [cart, hpa({ says: external })]],
  ['autoscaler-metric-missing', 'cannot read its metric', 0.25, [app('cart', { ready: false }), hpa({ says: noApi })]],
  [
    'autoscaler-target-missing',
    'Deployment carts does not exist in shop',
    0.9,
    [cart, hpa({ target: 'carts', says: noScale })],
  ],
  ['autoscaler-without-room', 'its minimum and its maximum are both 2', 0.85, [cart, hpa({ max: 2 })], why],
  ['autoscaler-without-room', 'its minimum and its maximum are both 2', 0.25, [cart, hpa({ max: 2 })]],
  ['autoscaler-disabled', 'set to 0 replicas', 0.9, [none, hpa({ replicas: 0, says: off })]],
  [
    'autoscaler-flapping',
    '4 times up and 4 times down in the last hour',
    0.65,
    [
      cart,
      hpa(),
      rescaled('New size: 5; reason: cpu resource utilization (percentage of request) above target'),
      rescaled('New size: 2; reason: All metrics below target'),
    ],
  ],
  [
    'autoscaler-fought',
    'as it did 9 min ago',
    0.8,
    [applied(2), hpa(), reset, rescaled('New size: 6; reason: cpu resource utilization above target')],
  ],
  ['autoscaler-fought', 'its manifest sets replicas to 2', 0.2, [applied(2), hpa()]],
  [
    'keda-paused',
    'is paused, held at 1 replica, whatever kafka says',
    0.88,
    [cart, keda({ annotations: { 'autoscaling.keda.sh/paused-replicas': '1' } })],
  ],
  [
    'keda-scaler-fails',
    'access is denied',
    0.6,
    [cart, keda({}), eventOf('ScaledObject/cart', 'KEDAScalerFailed', 'error: StatusCode=401 unauthorized')],
  ],
  [
    'keda-scaler-fails',
    'cannot read what it scales cart by (kafka)',
    0.85,
    [cart, keda({ says: ['Ready', 'False', 'Triggers defined in ScaledObject are not working correctly'] })],
  ],
  [
    'keda-idle',
    'no pod on purpose',
    0.7,
    [none, keda({ says: ['Active', 'False', 'Scaling is not performed because triggers are not active'] })],
  ],
  [
    'autoscaling-in-words',
    'KEDA is not installed in this cluster, but a HorizontalPodAutoscaler (HPA cart) scales it between 2 and 5',
    0.65,
    [cart, hpa({ percent: 60 })],
    "Why isn't KEDA scaling cart?",
  ],
  [
    'autoscaling-in-words',
    'Nothing scales Deployment cart: KEDA has no ScaledObject for it',
    0.65,
    [cart, { scaledObjects: { isInstalled: true, objects: [] } }],
    'what scales cart',
  ],
  [
    'autoscaling-in-words',
    'KEDA scales it between 0 and 9 replicas (ScaledObject cart: kafka)',
    0.65,
    [cart, keda({})],
    why,
  ],
];

const well: [name: string, parts: Facts[], report?: string][] = [
  ['an autoscaler at its target', [cart, hpa({ percent: 66 })]],
  [
    'one at its maximum whose load is gone',
    [cart, hpa({ replicas: 5, percent: 72, says: ['ScalingLimited', 'True', 'TooManyReplicas', full] })],
  ],
  [
    'one that reads its metric again',
    [cart, hpa({ percent: 66, says: ['ScalingActive', 'True', 'ValidMetricFound', 'the HPA was able to'] })],
  ],
  [
    'one that rose and sank once',
    [
      cart,
      hpa(),
      rescaled('New size: 5; reason: cpu resource utilization above target', 1),
      rescaled('New size: 2; reason: All metrics below target', 1),
    ],
  ],
  [
    'a ScaledObject that was resumed',
    [cart, keda({ annotations: { 'autoscaling.keda.sh/paused': 'false' }, says: ['Ready', 'True', 'ready'] })],
  ],
  ['a scaler whose failure is old', [cart, keda({}), eventOf('ScaledObject/cart', 'KEDAScalerFailed', 'timeout', 40)]],
  ['an idle ScaledObject that keeps a pod', [none, keda({ min: 1, says: ['Active', 'False', 'not active'] })]],
  ['a question about something else', [cart], 'why is cart slow'],
];

describe('scaling', () => {
  it.each(told)('%s: %s (%d)', (code, words, confidence, parts, report) => {
    const finding = found(parts, report).find((it) => it.code === code);

    expect(finding?.sentence).toContain(words);
    expect(finding?.confidence).toBe(confidence);
    expect(finding?.suggestions).not.toEqual([]);
  });

  it.each(well)('says nothing of %s', (_name, parts, report) => {
    expect(found(parts, report)).toEqual([]);
  });
});
