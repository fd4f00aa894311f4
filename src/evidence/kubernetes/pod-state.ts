import type { V1Container, V1ContainerStateTerminated, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { mebibytes } from './mebibytes.ts';

/** How a container ended; `reason` is the runtime's word (OOMKilled, Error, Completed), never guessed from the exit code. */
export interface Termination {
  reason: string;
  exitCode: number;
  message?: string;
  startedAt?: Date;
  finishedAt?: Date;
}

/** A container of a pod as the Kubernetes API describes it; memory in MiB. */
export interface ContainerState {
  name: string;
  role: 'app' | 'init' | 'ephemeral';
  ready: boolean;
  state: 'running' | 'waiting' | 'terminated' | 'unknown';
  /** Of the current state: CrashLoopBackOff, OOMKilled, ... */
  reason?: string;
  message?: string;
  runningSince?: Date;
  restarts: number;
  /** Endings that the API still knows, newest first: the current one, and the one before. */
  terminations: Termination[];
  requestMiB?: number;
  limitMiB?: number;
}

/** A pod with its containers. */
export interface PodState {
  namespace: string;
  name: string;
  uid: string;
  node?: string;
  phase: string;
  /** Of the pod itself, when the kubelet or the scheduler gave one: Evicted, NodeLost, ... */
  reason?: string;
  message?: string;
  ready: boolean;
  createdAt?: Date;
  /** When a pod whose phase is Failed was last changed: its eviction, for instance. */
  failedAt?: Date;
  containers: ContainerState[];
}

/** Reads a pod; one without container statuses (evicted, pending) has none in its containers' states either. */
export function podState(pod: V1Pod): PodState {
  const { metadata, spec, status } = pod;
  const statuses = [
    ...(status?.containerStatuses ?? []),
    ...(status?.initContainerStatuses ?? []),
    ...(status?.ephemeralContainerStatuses ?? []),
  ];
  const read = (role: ContainerState['role']) => (container: Pick<V1Container, 'name' | 'resources'>) =>
    containerState(
      container,
      role,
      statuses.find((it) => it.name === container.name),
    );
  return {
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    uid: metadata?.uid ?? '',
    ...(spec?.nodeName ? { node: spec.nodeName } : {}),
    phase: status?.phase ?? 'Unknown',
    ...(status?.reason ? { reason: status.reason } : {}),
    ...(status?.message ? { message: status.message } : {}),
    ready: status?.conditions?.some((it) => it.type === 'Ready' && it.status === 'True') ?? false,
    ...dated('createdAt', metadata?.creationTimestamp),
    ...(status?.phase === 'Failed' ? dated('failedAt', lastChange(pod)) : {}),
    containers: [
      ...(spec?.containers ?? []).map(read('app')),
      ...(spec?.initContainers ?? []).map(read('init')),
      ...(spec?.ephemeralContainers ?? []).map(read('ephemeral')),
    ],
  };
}

function containerState(
  container: Pick<V1Container, 'name' | 'resources'>,
  role: ContainerState['role'],
  status: V1ContainerStatus | undefined,
): ContainerState {
  const { running, waiting, terminated } = status?.state ?? {};
  const now = waiting ?? terminated;
  // After a resize in place the status tells the limit in force; the specification only what was asked for.
  const limitMiB = mebibytes(status?.resources?.limits?.memory ?? container.resources?.limits?.memory);
  const requestMiB = mebibytes(status?.resources?.requests?.memory ?? container.resources?.requests?.memory);
  return {
    name: container.name,
    role,
    ready: status?.ready ?? false,
    state: running ? 'running' : waiting ? 'waiting' : terminated ? 'terminated' : 'unknown',
    ...(now?.reason ? { reason: now.reason } : {}),
    ...(now?.message ? { message: now.message } : {}),
    ...dated('runningSince', running?.startedAt),
    restarts: status?.restartCount ?? 0,
    terminations: [terminated, status?.lastState?.terminated].flatMap((it) => (it ? [termination(it)] : [])),
    ...(requestMiB === undefined ? {} : { requestMiB }),
    ...(limitMiB === undefined ? {} : { limitMiB }),
  };
}

/** The latest change of a condition; a pod without conditions ended before it began. */
function lastChange({ status }: V1Pod): Date | undefined {
  const times = (status?.conditions ?? []).flatMap((it) =>
    it.lastTransitionTime ? [new Date(it.lastTransitionTime)] : [],
  );
  const last = times.sort((a, b) => b.getTime() - a.getTime())[0];
  return last ?? (status?.startTime ? new Date(status.startTime) : undefined);
}

function termination(it: V1ContainerStateTerminated): Termination {
  return {
    reason: it.reason ?? '',
    exitCode: it.exitCode,
    ...(it.message ? { message: it.message } : {}),
    ...dated('startedAt', it.startedAt),
    ...dated('finishedAt', it.finishedAt),
  };
}

function dated<Key extends string>(key: Key, value: Date | string | undefined): { [K in Key]?: Date } {
  if (value === undefined || value === null) return {};
  return { [key]: new Date(value) } as { [K in Key]?: Date };
}
