import type { PodStates } from '../../model/cluster-health.ts';

/** The part of a pod that its state is read from, whichever source told it. */
export interface PodFacts {
  namespace: string;
  /** Pending, Running, Succeeded, Failed or Unknown. */
  phase: string;
  /** Why containers wait or ended, as far as they do. */
  reasons: readonly string[];
}

/** A container that waits for one of these, or ended so, will not start by waiting longer. */
export const failingReasons: readonly string[] = [
  ...['CrashLoopBackOff', 'ImagePullBackOff', 'ErrImagePull', 'ErrImageNeverPull', 'InvalidImageName'],
  ...['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError', 'OOMKilled', 'Error'],
  ...['ContainerCannotRun', 'StartError', 'Evicted', 'NodeLost'],
];
const failing = new Set(failingReasons);

/** The one state a pod counts under: that of its worst container. */
export function podState({ phase, reasons }: PodFacts): keyof PodStates {
  if (phase === 'Succeeded') return 'succeeded';
  if (phase === 'Failed' || reasons.some((reason) => failing.has(reason))) return 'failing';
  if (phase === 'Pending') return 'pending';
  return phase === 'Running' || phase === 'Terminating' ? 'running' : 'unknown';
}

/** Counts pods by state. */
export function countPodStates(pods: Iterable<PodFacts>): PodStates {
  const states: PodStates = { running: 0, pending: 0, failing: 0, succeeded: 0, unknown: 0 };
  for (const pod of pods) states[podState(pod)]++;
  return states;
}
