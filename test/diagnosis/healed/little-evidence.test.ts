import type { V1Pod, V1PodStatus } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { judge, rulesFor } from '../../../src/diagnosis/diagnose.ts';
import { clusterOf, eventOf, type Facts, logOf } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const name = 'cart-1a2b3c-x7gr9';
const about = `Pod/${name}`;
/** Only a pod, as the API gave it. */
const pod = (status: V1PodStatus, spec: object = {}): Facts => ({
  pods: [
    {
      metadata: { name, namespace: 'shop', creationTimestamp: minutesAgo(60) },
      spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'contoso.azurecr.io/cart:1.0' }], ...spec },
      status: { conditions: [{ type: 'Ready', status: 'False' }], ...status },
    } as V1Pod,
  ],
});
const container = (state: object, more: object = {}): V1PodStatus => ({
  phase: 'Running',
  containerStatuses: [
    { name: 'main', image: '', imageID: '', ready: false, restartCount: 0, state, ...more },
  ] as NonNullable<V1PodStatus['containerStatuses']>,
});
const waits = (reason: string, message?: string, more: object = {}) =>
  pod({ ...container({ waiting: { reason, ...(message && { message }) } }, more), phase: 'Pending' });
const job: Facts = {
  jobs: [{ metadata: { name: 'report', namespace: 'shop' }, spec: { template: {} }, status: { failed: 2 } }],
};

const cases: [string, Facts[], string[]][] = [
  [
    'a crash loop without a log',
    [
      waits('CrashLoopBackOff', 'back-off 5m0s restarting failed container=main', {
        restartCount: 9,
        lastState: { terminated: { exitCode: 3, reason: 'Error' } },
      }),
    ],
    [name, 'CrashLoopBackOff', 'back-off 5m0s', '3'],
  ],
  [
    'a crash loop with its last words',
    [
      waits('CrashLoopBackOff', undefined, { restartCount: 9 }),
      logOf(name, ['start', 'FATAL: dial tcp orders-db:5432: connect: connection refused'], { container: 'main' }),
    ],
    [name, 'CrashLoopBackOff', 'orders-db:5432', 'connection refused'],
  ],
  [
    'an image that is not there',
    [waits('ImagePullBackOff', 'Back-off pulling image "contoso.azurecr.io/cart:1.0": manifest unknown')],
    [name, 'ImagePullBackOff', 'manifest unknown', 'contoso.azurecr.io/cart:1.0'],
  ],
  [
    'an image that may not be read',
    [waits('ErrImagePull', 'failed to authorize: 401 Unauthorized')],
    [name, 'ErrImagePull', '401 Unauthorized'],
  ],
  [
    'an image name that is none',
    [waits('InvalidImageName', 'couldn\'t parse image name "cart:@1": invalid reference format')],
    [name, 'InvalidImageName', 'invalid reference format'],
  ],
  [
    'a Secret that is not there',
    [waits('CreateContainerConfigError', 'secret "db-login" not found')],
    [name, 'CreateContainerConfigError', 'secret "db-login" not found'],
  ],
  [
    'a command that is not there',
    [waits('RunContainerError', 'exec: "/srv": stat /srv: no such file or directory')],
    [name, 'RunContainerError', '/srv'],
  ],
  [
    'a pod without a node',
    [
      pod(
        {
          phase: 'Pending',
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'Unschedulable',
              message: '0/3 nodes are available: 3 Insufficient memory.',
            },
          ],
        },
        { nodeName: undefined },
      ),
    ],
    [name, 'Pending', 'Insufficient memory'],
  ],
  [
    'a volume that does not mount',
    [
      waits('ContainerCreating'),
      eventOf(about, 'FailedMount', 'MountVolume.SetUp failed for volume "data" : mount failed: exit status 32'),
    ],
    [name, 'ContainerCreating', 'exit status 32'],
  ],
  [
    'an OOM kill',
    [
      pod(
        container(
          { waiting: { reason: 'CrashLoopBackOff' } },
          {
            restartCount: 4,
            lastState: { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: minutesAgo(2) } },
          },
        ),
        { containers: [{ name: 'main', resources: { limits: { memory: '64Mi' } } }] },
      ),
    ],
    [name, 'CrashLoopBackOff', 'OOM', '64'],
  ],
  [
    'an eviction',
    [
      pod({
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: ephemeral-storage.',
        startTime: minutesAgo(5),
      }),
    ],
    [name, 'Evicted', 'low on resource: ephemeral-storage'],
  ],
  [
    'a bare pod that failed',
    [
      pod({
        ...container({ terminated: { exitCode: 2, reason: 'Error', message: 'config.yaml: bad key' } }),
        phase: 'Failed',
      }),
    ],
    [name, 'Error', 'config.yaml: bad key'],
  ],
  [
    'an init container that fails',
    [
      pod({
        phase: 'Pending',
        initContainerStatuses: [
          {
            name: 'migrate',
            image: '',
            imageID: '',
            ready: false,
            restartCount: 5,
            state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off restarting failed container=migrate' } },
            lastState: { terminated: { exitCode: 1, reason: 'Error' } },
          },
        ],
      }),
    ],
    [name, 'Init:CrashLoopBackOff', 'migrate'],
  ],
  [
    'a probe that fails',
    [
      pod(container({ running: { startedAt: minutesAgo(50) } })),
      eventOf(about, 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503'),
    ],
    [name, 'Running', 'Readiness probe', '503'],
  ],
  [
    'a Job that gave up, with its log',
    [
      job,
      eventOf('Job/report', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit'),
      logOf('report-ab1cd', ['java.net.ConnectException: Connection refused: billing:9443'], { container: 'main' }),
    ],
    ['report', 'backoff limit', 'billing:9443'],
  ],
  [
    'a container that cannot be created',
    [waits('CreateContainerError', 'failed to reserve container name "main_0"')],
    [name, 'CreateContainerError', 'failed to reserve container name'],
  ],
];

it.each(cases)('little is known, and all of it is told: %s', (_, parts, words) => {
  const found = judge(rulesFor(undefined), clusterOf(...parts), workload('shop', 'Namespace'), now).slice(0, 3);

  const text = found
    .flatMap((it) => [it.sentence, ...it.quotes.map((quote) => quote.text), ...it.suggestions.map((step) => step.text)])
    .join('\n');
  for (const word of words) expect(text).toContain(word);
  expect(found[0]?.code).not.toMatch(/^nothing/);
});
