import { ownerUid, templateHashOf } from './build-pods.ts';
import type { Cluster, Container, Happening, Pod } from './estate.ts';
import { ofPod } from './event-of.ts';
import { imageName } from './kubernetes/metadata.ts';
import { nodeOomEvents } from './node-oom-events.ts';
import { seededUuid } from './seeded.ts';

const minute = 60_000;

/** What scheduler and autoscaler say of a pod without a node: at once, and again every five minutes. */
export function unschedulable(pod: Pod, to: Date): Happening[] {
  const { pending } = pod;
  if (!pending) return [];
  const said = (at: Date, type: Happening['type'], reason: string, message: string, component: string) => ({
    ...ofPod(pod, at, type, reason, message),
    component,
    host: '',
  });
  return times(pod.createdAt, to, 5 * minute).flatMap((at) => [
    said(at, 'Warning', 'FailedScheduling', pending.message, 'default-scheduler'),
    ...(pending.noScaleUp
      ? [
          said(
            new Date(at.getTime() + 11_000),
            'Normal',
            'NotTriggerScaleUp',
            `pod didn't trigger scale-up: ${pending.noScaleUp}`,
            'cluster-autoscaler',
          ),
        ]
      : []),
  ]);
}

/** What the kubelet says of containers that it cannot create. */
export function unstarted(pod: Pod, to: Date): Happening[] {
  return pod.containers.flatMap((container) => {
    const waits = pod.waits.get(container.name);
    // What waits for an init container, nobody speaks of.
    if (!waits || waits.reason === 'PodInitializing') return [];
    if (waits.reason === 'ContainerCreating')
      return times(waits.since, to, 15_000).flatMap((at) => unmade(pod, at, waits.failure));
    return waits.reason === 'ImagePullBackOff'
      ? attempts(waits.since, to).flatMap((at) => unpulled(pod, container, at, waits.failure))
      : times(waits.since, to, 13_000).flatMap((at) => [
          ofPod(
            pod,
            at,
            'Normal',
            'Pulled',
            `Container image "${imageName(container.image)}" already present on machine`,
          ),
          ofPod(pod, at, 'Warning', 'Failed', `Error: ${waits.failure}`),
        ]);
  });
}

/** No sandbox: the runtime's own start in the pod's cgroup was killed. */
function unmade(pod: Pod, at: Date, failure: string): Happening[] {
  const process = 'runc:[2:INIT]';
  const pid = 9_000 + Math.floor((at.getTime() / 15_000) % 9_000);
  return [
    ...nodeOomEvents(pod.node, at, { process, pid, anonymousKiB: 3_312, byNode: false }),
    ofPod(pod, at, 'Warning', 'FailedCreatePodSandBox', `Failed to create pod sandbox: ${failure}`),
  ];
}

/** What the controller says of pods that the API server refuses, until another roll-out. */
export function refused(cluster: Cluster, to: Date): Happening[] {
  return cluster.workloads.flatMap((workload) =>
    workload.rollouts.flatMap(({ refused, revision, at: since }, index) => {
      if (!refused) return [];
      const name = `${workload.name}-${templateHashOf(cluster, workload, revision)}`;
      const { namespace } = workload;
      return attempts(since, earlier(workload.rollouts[index + 1]?.at, to)).map((at) => ({
        at,
        type: 'Warning' as const,
        reason: 'FailedCreate',
        message: `Error creating: ${refused.message}`,
        object: { kind: 'ReplicaSet', namespace, name, uid: ownerUid(cluster, workload, name) },
        component: 'replicaset-controller',
        host: '',
      }));
    }),
  );
}

/** What is said of autoscalers that cannot read their metric, every fifteen seconds. */
export function unscaled(cluster: Cluster, to: Date): Happening[] {
  return cluster.autoscalers.flatMap((it) =>
    it.blind
      ? times(it.blind.since, earlier(it.blind.until, to), 15_000).flatMap((at) =>
          [
            ['FailedGetResourceMetric', `failed to get cpu utilization: ${it.blind?.message}`],
            [
              'FailedComputeMetricsReplicas',
              `invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: failed to get cpu utilization: ${it.blind?.message}`,
            ],
          ].map(([reason = '', message = '']) => ({
            at,
            type: 'Warning' as const,
            reason,
            message,
            object: {
              kind: 'HorizontalPodAutoscaler',
              namespace: it.namespace,
              name: it.name,
              uid: seededUuid(`HorizontalPodAutoscaler/${cluster.name}/${it.namespace}/${it.name}`),
            },
            component: 'horizontal-pod-autoscaler',
            host: '',
          })),
        )
      : [],
  );
}

function unpulled(pod: Pod, container: Container, at: Date, failure: string): Happening[] {
  const image = imageName(container.image);
  const after = (ms: number) => new Date(at.getTime() + ms);
  return [
    ofPod(pod, at, 'Normal', 'Pulling', `Pulling image "${image}"`),
    ofPod(pod, after(400), 'Warning', 'Failed', `Failed to pull image "${image}": ${failure}`),
    ofPod(pod, after(410), 'Warning', 'Failed', 'Error: ErrImagePull'),
    ofPod(pod, after(2_000), 'Normal', 'BackOff', `Back-off pulling image "${image}"`),
    ofPod(pod, after(2_010), 'Warning', 'Failed', 'Error: ImagePullBackOff'),
  ];
}

/** What the kubelet says of readiness probes that fail, every ten seconds. */
export function probed(pod: Pod, to: Date): Happening[] {
  return [...pod.unready.values()].flatMap(({ since, until, failure }) =>
    times(since, earlier(until, to), 10_000).map((at) =>
      ofPod(pod, at, 'Warning', 'Unhealthy', `Readiness probe failed: ${failure}`),
    ),
  );
}

/** What the controller says of claims for which it has no volume, every fifteen seconds. */
export function unbound(cluster: Cluster, to: Date): Happening[] {
  return cluster.claims.flatMap(({ failure, namespace, name, createdAt }) =>
    failure
      ? times(createdAt, earlier(failure.until, to), 15_000).map((at) => ({
          at,
          type: failure.type,
          reason: failure.reason,
          message: failure.message,
          object: {
            kind: 'PersistentVolumeClaim',
            namespace,
            name,
            uid: seededUuid(`PersistentVolumeClaim/${cluster.name}/${namespace}/${name}`),
          },
          component: 'persistentvolume-controller',
          host: '',
        }))
      : [],
  );
}

const earlier = (until: Date | undefined, to: Date): Date => (until && until < to ? until : to);

function times(since: Date, to: Date, everyMs: number): Date[] {
  const found: Date[] = [];
  for (let time = since.getTime(); time < to.getTime(); time += everyMs) found.push(new Date(time));
  return found;
}

/** Ten seconds apart at first, twice as long each time, five minutes at most. */
function attempts(since: Date, to: Date): Date[] {
  const found: Date[] = [];
  let wait = 10_000;
  for (let time = since.getTime(); time < to.getTime(); time += wait) {
    found.push(new Date(time));
    if (found.length > 1) wait = Math.min(wait * 2, 5 * minute);
  }
  return found;
}
