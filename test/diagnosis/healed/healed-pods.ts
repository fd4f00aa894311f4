import type { V1ContainerStatus, V1Pod, V1PodTemplateSpec } from '@kubernetes/client-node';
import type { PodState } from '../../../src/evidence/kubernetes/pod-state.ts';

/** When the trouble was over: the last ending some minutes before, everything ready since. */
export interface Recovery {
  at: Date;
  /** Moves a time of the trouble to before it was over; order and distances stay. */
  before(time: Date): Date;
}

/** The pod as it is once its trouble is over: its containers run since, and remember how they ended before. */
export function healedPod(pod: V1Pod, recovery: Recovery): V1Pod {
  const { status } = pod;
  if (status?.phase === 'Succeeded') return pod;
  if (status?.phase === 'Failed' && pod.metadata?.ownerReferences) return leftOver(pod, recovery);
  const { reason: _reason, message: _message, ...rest } = status ?? {};
  const apps = status?.containerStatuses ?? (pod.spec?.containers ?? []).map(unstarted);
  return {
    ...pod,
    metadata: { ...pod.metadata, creationTimestamp: new Date(recovery.at.getTime() - 3_600_000) },
    spec: { ...pod.spec, containers: pod.spec?.containers ?? [], nodeName: pod.spec?.nodeName ?? 'node-1' },
    status: {
      ...rest,
      phase: 'Running',
      podIP: status?.podIP ?? '10.0.0.9',
      conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({
        type,
        status: 'True',
        lastTransitionTime: recovery.at,
      })),
      containerStatuses: apps.map((it) => healedStatus(it, recovery)),
      ...(status?.initContainerStatuses && {
        initContainerStatuses: status.initContainerStatuses.map((it) => ({
          ...it,
          ready: true,
          state: { terminated: { exitCode: 0, reason: 'Completed', finishedAt: recovery.at } },
        })),
      }),
    },
  };
}

/** A pod that failed stays listed beside the one that took its place. */
function leftOver(pod: V1Pod, { before }: Recovery): V1Pod {
  const { metadata, status } = pod;
  const conditions = (status?.conditions ?? []).map((it) => ({
    ...it,
    ...(it.lastTransitionTime && { lastTransitionTime: before(it.lastTransitionTime) }),
  }));
  const creationTimestamp = before(metadata?.creationTimestamp ?? new Date(0));
  return { ...pod, metadata: { ...metadata, creationTimestamp }, status: { ...status, conditions } };
}

/** The pods that a workload lacked come to be with the recovery. */
export function missingPod(
  template: V1PodTemplateSpec,
  like: { name: string; namespace: string; owner: V1Pod['metadata'] },
  recovery: Recovery,
): V1Pod {
  const { name, namespace, owner } = like;
  return healedPod(
    {
      metadata: { ...owner, name, namespace, ...(template.metadata?.labels && { labels: template.metadata.labels }) },
      spec: template.spec ?? { containers: [] },
    },
    recovery,
  );
}

/** The same of a pod as the rules for one workload see it. */
export function healedState(pod: PodState, recovery: Recovery): PodState {
  if (pod.phase === 'Succeeded' || pod.phase === 'Failed')
    return { ...pod, ...(pod.failedAt && { failedAt: recovery.before(pod.failedAt) }) };
  return {
    ...pod,
    phase: 'Running',
    ready: true,
    containers: pod.containers.map(({ reason: _reason, message: _message, ...it }) => ({
      ...it,
      ready: true,
      state: it.role === 'init' ? 'terminated' : 'running',
      ...(it.role !== 'init' && { runningSince: recovery.at }),
      terminations: it.terminations
        .map((end) => ({
          ...end,
          finishedAt: recovery.before(end.finishedAt ?? recovery.at),
          startedAt: new Date(recovery.before(end.finishedAt ?? recovery.at).getTime() - 20_000),
        }))
        .slice(-1),
    })),
  };
}

function healedStatus(status: V1ContainerStatus, recovery: Recovery): V1ContainerStatus {
  const ended = status.state?.terminated ?? status.lastState?.terminated;
  const finishedAt = recovery.before(ended?.finishedAt ?? recovery.at);
  return {
    ...status,
    ready: true,
    started: true,
    state: { running: { startedAt: recovery.at } },
    ...(ended && {
      lastState: { terminated: { ...ended, finishedAt, startedAt: new Date(finishedAt.getTime() - 20_000) } },
    }),
  };
}

function unstarted({ name, image = '' }: { name: string; image?: string }): V1ContainerStatus {
  return { name, image, imageID: '', ready: false, restartCount: 0 };
}
