import type { V1Pod } from '@kubernetes/client-node';
import { isSuffering } from '../routing/suffering.ts';
import { isReady, statusesOf, type Workload } from '../situation/workload.ts';
import { hasSettled } from './has-settled.ts';

/** Somebody who looks at once sees a pod become ready and fall again. */
const leastMs = 10 * 60_000;

/**
 * Since when a workload is well: all its pods are ready, none is on its way, and what ended has settled. Undefined
 * when it is not, or not for ten minutes yet; the beginning of time where its pods do not tell when they became well.
 */
export function wellSince(workload: Workload, now: Date): Date | undefined {
  const { pods } = workload;
  if (pods.length === 0 || isSuffering(workload) || !pods.every((pod) => isCalm(pod, now))) return undefined;
  const since = new Date(Math.max(0, ...pods.flatMap(timesOf).map(Number)));
  return since.getTime() === 0 || now.getTime() - since.getTime() >= leastMs ? since : undefined;
}

/** Whether a pod is ready and its containers have outlived what befell them. */
export function isCalm(pod: V1Pod, now: Date): boolean {
  return (
    isReady(pod) &&
    statusesOf(pod).every(({ role, state, lastState, restartCount }) => {
      if (state?.waiting) return false;
      const isOver = state?.terminated !== undefined;
      if (isOver && state.terminated?.exitCode !== 0 && role !== 'ephemeral') return false;
      const last = lastState?.terminated;
      // An init container that came to its end has nothing left to settle.
      if (!last || last.exitCode === 0 || isOver) return true;
      return hasSettled({ ...last, restarts: restartCount }, state?.running?.startedAt, now);
    })
  );
}

/** When a pod last changed for the better. */
function timesOf(pod: V1Pod): Date[] {
  const ready = pod.status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime;
  const apps = statusesOf(pod).filter(({ role }) => role === 'app');
  return [
    ...(ready ? [ready] : []),
    ...apps.flatMap(({ state, lastState }) => [
      ...(state?.running?.startedAt ? [state.running.startedAt] : []),
      ...(lastState?.terminated?.finishedAt ? [lastState.terminated.finishedAt] : []),
    ]),
  ];
}
