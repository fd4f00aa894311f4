import { containerRun, hasAddress, podPhase, readyAfterMs } from '../container-run.ts';
import type { Container, Pod } from '../estate.ts';
import { onceFor } from '../once-for.ts';
import { seededHex } from '../seeded.ts';
import { imageName, type KubeObject, kubeTime, podLabels, resourcesOf, resourceVersion } from './metadata.ts';
import { holds } from './node-object.ts';
import { evictedStatus, pendingStatus } from './pod-not-running.ts';

/** A pod as the API server gives it at a moment. */
export function podObject(pod: Pod, at: Date): KubeObject {
  const { workload } = pod;
  const main = pod.containers.filter((it) => !it.init);
  const init = pod.containers.filter((it) => it.init);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: pod.name,
      namespace: workload.namespace,
      uid: pod.uid,
      creationTimestamp: kubeTime(pod.createdAt),
      labels: podLabels(pod),
      resourceVersion: resourceVersion(at, pod.uid),
      ...(pod.deletedAt &&
        pod.deletedAt <= at && { deletionTimestamp: kubeTime(pod.deletedAt), deletionGracePeriodSeconds: 30 }),
      ...(pod.owner.kind === 'StatefulSet' ? {} : { generateName: `${pod.owner.name}-` }),
      ...(!pod.orphaned && {
        ownerReferences: [
          {
            apiVersion: pod.owner.kind === 'Job' ? 'batch/v1' : 'apps/v1',
            kind: pod.owner.kind,
            name: pod.owner.name,
            uid: pod.owner.uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      }),
    },
    spec: {
      containers: main.map(template),
      ...(init.length > 0 && { initContainers: init.map(template) }),
      ...volumes(pod.containers),
      ...(!pod.pending && { nodeName: pod.node.name }),
      restartPolicy: pod.owner.kind === 'Job' ? 'Never' : 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      serviceAccountName: workload.system ? workload.name : 'default',
      schedulerName: 'default-scheduler',
      priority: workload.system ? 2_000_001_000 : 0,
      ...(workload.system && { priorityClassName: 'system-node-critical' }),
      securityContext: {},
      ...pod.podSpec,
    },
    status:
      pod.evicted && pod.evicted.at <= at
        ? evictedStatus(pod, pod.evicted)
        : pod.pending
          ? pendingStatus(pod, pod.pending.message)
          : runningStatus(pod, main, init, at),
  };
}

/** A container of a pod template. */
export function template(container: Container) {
  return {
    name: container.name,
    image: imageName(container.image),
    imagePullPolicy: 'IfNotPresent',
    ...(container.command && { command: container.command }),
    ...(container.port && { ports: [{ containerPort: container.port, protocol: 'TCP' }] }),
    ...(container.claim && { volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
    ...(container.env && {
      env: container.env.map(({ name, from, object, key }) => ({
        name,
        valueFrom: { [from === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef']: { name: object, key } },
      })),
    }),
    ...(container.readinessProbe && {
      readinessProbe: {
        httpGet: { ...container.readinessProbe, scheme: 'HTTP' },
        timeoutSeconds: 1,
        periodSeconds: 10,
        successThreshold: 1,
        failureThreshold: 3,
      },
    }),
    resources: resourcesOf(container),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    ...container.more,
  };
}

/** The claims that a pod's containers mount, as its spec has them. */
export function volumes(containers: Container[]) {
  const claims = containers.flatMap((it) => it.claim ?? []);
  if (claims.length === 0) return {};
  return { volumes: claims.map((claimName) => ({ name: 'data', persistentVolumeClaim: { claimName } })) };
}

function runningStatus(pod: Pod, main: Container[], init: Container[], at: Date) {
  const completed = pod.completedAt !== undefined && pod.completedAt <= at;
  const statuses = main.map((container) => containerStatus(pod, container, at));
  const unready = statuses.filter((it) => !it.ready).map((it) => it.name);
  const ready = unready.length === 0;
  const incomplete = init.filter((it) => containerRun(pod, it, at).state !== 'terminated').map((it) => it.name);
  const nodeLost = holds(pod.node.notReady, at);
  const changed = latest(main.map((container) => readinessChangedAt(pod, container, at)));
  const readiness = ready
    ? { status: nodeLost ? 'False' : 'True' }
    : {
        status: 'False',
        reason: completed ? 'PodCompleted' : 'ContainersNotReady',
        message: `containers with unready status: [${unready.join(' ')}]`,
      };
  const condition = (type: string, since: Date, more: object) => ({
    type,
    lastProbeTime: null,
    lastTransitionTime: kubeTime(since),
    ...more,
  });
  return {
    phase: completed ? (pod.failed ? 'Failed' : 'Succeeded') : podPhase(pod, at),
    startTime: kubeTime(pod.createdAt),
    hostIP: pod.node.ip,
    ...(hasAddress(pod) && { podIP: pod.ip, podIPs: [{ ip: pod.ip }] }),
    qosClass: 'Burstable',
    conditions: [
      condition('PodScheduled', pod.createdAt, { status: 'True' }),
      condition(
        'Initialized',
        pod.createdAt,
        incomplete.length === 0
          ? { status: 'True' }
          : {
              status: 'False',
              reason: 'ContainersNotInitialized',
              message: `containers with incomplete status: [${incomplete.join(' ')}]`,
            },
      ),
      condition('ContainersReady', changed, readiness),
      condition('Ready', changed, readiness),
    ],
    ...(init.length > 0 && { initContainerStatuses: init.map((container) => containerStatus(pod, container, at)) }),
    containerStatuses: statuses,
  };
}

function containerStatus(pod: Pod, container: Container, at: Date) {
  const run = containerRun(pod, container, at);
  const created = run.state !== 'waiting' || run.previous !== undefined;
  const id = containerId(pod, container, run.restarts);
  const finishedAt = container.init ? new Date(run.startedAt.getTime() + 1_500) : (pod.completedAt ?? at);
  const terminated = (more: object) => ({ containerID: `containerd://${id}`, ...more });
  const state =
    run.state === 'running'
      ? { running: { startedAt: kubeTime(run.startedAt) } }
      : run.state === 'terminated'
        ? {
            terminated: terminated({
              exitCode: pod.failed?.exitCode ?? 0,
              reason: pod.failed ? 'Error' : 'Completed',
              startedAt: kubeTime(run.startedAt),
              finishedAt: kubeTime(finishedAt),
            }),
          }
        : { waiting: { reason: run.waiting?.reason, ...(run.waiting?.message && { message: run.waiting.message }) } };
  const previousId = `containerd://${containerId(pod, container, run.state === 'waiting' ? run.restarts : run.restarts - 1)}`;
  return {
    name: container.name,
    image: imageName(container.image),
    imageID: created ? `${container.image.registry}/${container.image.repository}@${container.image.digest}` : '',
    ...(created && { containerID: `containerd://${id}` }),
    ready: run.ready,
    started: run.state === 'running',
    restartCount: run.restarts,
    state,
    lastState: run.previous
      ? {
          terminated: {
            containerID: previousId,
            exitCode: run.previous.exitCode,
            reason: run.previous.reason,
            ...(run.previous.message && { message: run.previous.message }),
            // The runtime knows no start of what it could not start.
            startedAt: run.previous.reason === 'StartError' ? '1970-01-01T00:00:00Z' : kubeTime(run.previous.startedAt),
            finishedAt: kubeTime(run.previous.finishedAt),
          },
        }
      : {},
  };
}

/** Id of the n-th container that the runtime made for a container of a pod. */
export function containerId(pod: Pod, container: Container, restart: number): string {
  const ids = idsOf(pod);
  const key = `${container.name}/${restart}`;
  const known = ids.get(key) ?? seededHex(`${pod.uid}/${key}`, 64);
  ids.set(key, known);
  return known;
}

const idsOf = onceFor((_pod: Pod) => new Map<string, string>());

/** When a container last became ready, or stopped being so. */
function readinessChangedAt(pod: Pod, container: Container, at: Date): Date {
  const run = containerRun(pod, container, at);
  if (run.state === 'terminated') return pod.completedAt ?? run.startedAt;
  const unready = pod.unready.get(container.name);
  if (run.state === 'waiting' && !run.previous) return pod.createdAt;
  if (unready?.until && unready.until <= at) return unready.until;
  if (unready && unready.since <= at) return unready.since;
  return run.previous && !run.ready ? run.previous.finishedAt : new Date(run.startedAt.getTime() + readyAfterMs);
}

const latest = (dates: Date[]): Date => new Date(Math.max(...dates.map((it) => it.getTime())));
