import { expect, it } from 'vitest';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import type { Subject } from '../../../src/model/subject.ts';
import { app, clusterOf, type Facts, logOf, service } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const everything = workload('prod-weu', 'Cluster');
/** The same objects in another namespace. */
function inBank(facts: Facts): Facts {
  const moved = (item: unknown) => {
    const { metadata, ...rest } = item as { metadata: object };
    return { ...rest, metadata: { ...metadata, namespace: 'bank' } };
  };
  return Object.fromEntries(Object.entries(facts).map(([name, list]) => [name, (list as unknown[]).map(moved)]));
}
const sureness = (found: readonly { confidence: number }[]) => found.map(({ confidence }) => confidence);

it('whose autoscaler was asked about is told by the namespace', () => {
  const off: Facts = {
    autoscalers: [
      {
        metadata: { name: 'cart', namespace: 'shop' },
        spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'cart' } },
        status: {
          desiredReplicas: 0,
          conditions: [{ type: 'ScalingActive', status: 'False', reason: 'ScalingDisabled' }],
        },
      },
    ],
  };
  const paused: Facts = {
    scaledObjects: {
      isInstalled: true,
      objects: [
        {
          metadata: { name: 'cart', namespace: 'shop', annotations: { 'autoscaling.keda.sh/paused': 'true' } },
          spec: { scaleTargetRef: { name: 'cart' }, triggers: [] },
        },
      ],
    },
  };
  const evidence = clusterOf(app('cart'), off, paused) as never;
  const found = (subject: Subject) =>
    sureness([
      ...rules.autoscalerDisabled.judge(evidence, subject, now),
      ...rules.kedaPaused.judge(evidence, subject, now),
    ]);

  expect(found(workload('cart'))).toEqual([0.9, 0.88]);
  expect(found({ ...workload('cart'), namespace: 'bank' })).toEqual([0.45, 0.6]);
  expect(found({ ...workload('shop', 'Namespace'), report: 'cart is slow' })).toEqual([0.9, 0.88]);
});

it('an autoscaler was meant for the workload of its own name, though a namesake elsewhere has one', () => {
  const hpa = (namespace: string, target: string) => ({
    metadata: { name: 'cart', namespace },
    spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: target } },
  });
  const facts = [app('cart'), inBank(app('cart')), { autoscalers: [hpa('shop', 'crat'), hpa('bank', 'cart')] }];

  const [finding] = rules.autoscalerTargetMissing.judge(clusterOf(...facts) as never, everything, now);

  expect(finding?.about).toEqual({ kind: 'Deployment', namespace: 'shop', name: 'cart' });
});

it('an eviction of an hour ago is not missed because a namesake lacks pods', () => {
  const evicted = app('cart', { phase: 'Failed' }).pods?.map((pod) => ({
    ...pod,
    metadata: { ...pod.metadata, name: 'cart-1a2b3c-9', creationTimestamp: minutesAgo(45) },
    status: {
      phase: 'Failed',
      reason: 'Evicted',
      message: 'Pod ephemeral local storage usage exceeds the total limit of containers 1Gi. ',
    },
  }));
  const found = (other: Facts) =>
    sureness(
      rules.ephemeralStorageExceeded.judge(
        clusterOf(app('cart'), { pods: evicted ?? [] }, other) as never,
        everything,
        now,
      ),
    );

  expect(found(inBank(app('cart', { ready: false })))).toEqual([0.25]);
});

it.each([
  ['backup-x7k2p', true],
  ['backup-12-x7k2p', true],
  ['backup-db-x7k2p', false],
])('a Job’s error is read in the log of its own pods: %s', (pod, isOwn) => {
  const job = {
    metadata: { name: 'backup', namespace: 'shop' },
    status: { conditions: [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' }] },
  };
  const evidence = clusterOf({ jobs: [job] }, logOf(pod, ['error: no such table'], { container: 'main' }));

  const [finding] = rules.jobFailed.judge(evidence as never, everything, now);

  expect(finding?.sentence.includes('its log ends with an error')).toBe(isOwn);
});

it('an init container’s log is not that of a namesake', () => {
  const waits = (init: object): Facts => {
    const facts = app('cart', { node: null, ready: false, spec: { initContainers: [{ name: 'wait' }] } });
    for (const pod of facts.pods ?? [])
      pod.status = {
        phase: 'Pending',
        initContainerStatuses: [{ name: 'wait', ready: false, restartCount: 0, image: '', imageID: '', ...init }],
      };
    return facts;
  };
  const log = logOf('cart-1a2b3c-0', ['still waiting for db'], { container: 'wait' });
  const elsewhere: Facts = { containerLogs: (log.containerLogs ?? []).map((it) => ({ ...it, namespace: 'bank' })) };
  const quotes = (facts: Facts) =>
    rules.initContainerWaits
      .judge(clusterOf(waits({ state: { running: { startedAt: minutesAgo(30) } } }), facts) as never, everything, now)
      .map((it) => it.quotes.length);

  expect([...quotes(log), ...quotes(elsewhere)]).toEqual([1, 0]);
});

it.each([
  ['dial tcp cart:7070: connection refused', 0.95],
  ['dial tcp cart.shop.svc.cluster.local:7070: connection refused', 0.95],
  ['dial tcp cart.bank:7070: connection refused', 0.8],
  ['dial tcp ledger:7070: connection refused', 0.8],
])('a complaint proves a Service’s port wrong when it is about that Service: %s', (line, confidence) => {
  const evidence = clusterOf(
    app('cart', { container: { ports: [{ containerPort: 7070 }] } }),
    service('cart', { port: 7075, targetPort: 7070 }),
    app('web', { container: { env: [{ name: 'CART_ADDR', value: 'cart:7070' }] } }),
    logOf('web-1a2b3c-0', [line]),
  );

  expect(sureness(rules.servicePortNotOffered.judge(evidence as never, everything, now))).toEqual([confidence]);
});

it('a Service is missed by who names it in its own namespace', () => {
  const found = (host: string) =>
    sureness(
      rules.serviceWithoutReadyPods.judge(
        clusterOf(
          app('cart', { ready: false }),
          service('cart', { ready: 0 }),
          app('web'),
          logOf('web-1a2b3c-0', [`dial tcp ${host}:80: connection refused`]),
        ) as never,
        everything,
        now,
      ),
    );

  expect([...found('cart.shop'), ...found('cart.bank')]).toEqual([0.45, 0.3]);
});
