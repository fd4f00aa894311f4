import type { Container, Pod, Terminations } from './estate.ts';
import { holds } from './kubernetes/node-object.ts';

/** What the kubelet knows of one container of a pod at a moment. */
export interface ContainerRun {
  restarts: number;
  state: 'running' | 'waiting' | 'terminated';
  ready: boolean;
  /** Start of the run that goes on, or of the last one. */
  startedAt: Date;
  /** Why it waits, as the container's status has it. */
  waiting?: { reason: string; message: string };
  previous?: { startedAt: Date; finishedAt: Date; reason: string; exitCode: number; message?: string };
}

/** From a container's start until its readiness probe succeeds. */
export const readyAfterMs = 8_000;

/** Every termination of a schedule up to a moment, oldest first. */
export function terminationsUntil(schedule: Terminations | undefined, at: Date): Date[] {
  if (!schedule) return [];
  const past = schedule.times.filter((time) => time <= at);
  const last = schedule.times.at(-1);
  if (!last || !schedule.everyMs || past.length < schedule.times.length) return past;
  for (let time = last.getTime() + schedule.everyMs; time <= at.getTime(); time += schedule.everyMs)
    past.push(new Date(time));
  return past;
}

/** The first termination after a moment, if one is to come. */
export function nextTermination(schedule: Terminations | undefined, at: Date): Date | undefined {
  if (!schedule) return undefined;
  const listed = schedule.times.find((time) => time > at);
  const last = schedule.times.at(-1);
  if (listed || !last || !schedule.everyMs) return listed;
  const passed = Math.floor((at.getTime() - last.getTime()) / schedule.everyMs);
  return new Date(last.getTime() + (passed + 1) * schedule.everyMs);
}

/** How long the kubelet waits before it starts a container again: ten seconds, doubled while runs stay short. */
export function backOffMs(times: Date[], startedAt: Date): number {
  let wait = 10_000;
  let before = startedAt;
  for (const time of times) {
    wait = time.getTime() - before.getTime() > 600_000 ? 10_000 : Math.min(wait * 2, 300_000);
    before = time;
  }
  return wait;
}

/** When a container starts again after the last of some ends. */
export function startsAgainAt(schedule: Terminations | undefined, ends: Date[], begun: Date): Date {
  const last = ends.at(-1)?.getTime() ?? begun.getTime();
  const usual = last + backOffMs(ends, begun);
  const mended = schedule?.mendedAt?.getTime();
  return new Date(mended !== undefined && mended >= last ? Math.min(usual, mended + 2_000) : usual);
}

/** When a container that ends soon after each start ends, from its first start until a moment. */
export function crashTimes(begun: Date, ranMs: number, until: Date): Date[] {
  const times: Date[] = [];
  for (let end = begun.getTime() + ranMs; end <= until.getTime(); end += backOffMs(times, begun) + ranMs)
    times.push(new Date(end));
  return times;
}

/** Every start of a container up to a moment, oldest first. */
export function startsUntil(pod: Pod, container: Container, at: Date): Date[] {
  const begun = begunAt(pod, container);
  const schedule = pod.terminations.get(container.name);
  const ends = terminationsUntil(schedule, at);
  const again = ends.map((_, index) => startsAgainAt(schedule, ends.slice(0, index + 1), begun));
  return [begun, ...again];
}

function begunAt(pod: Pod, container: Container): Date {
  return new Date(pod.createdAt.getTime() + (container.init ? 1_000 : 3_000));
}

/** The state of a container at a moment, as far as its node has told. */
export function containerRun(pod: Pod, container: Container, now: Date): ContainerRun {
  const lost = pod.node.notReady;
  const at = lost && holds(lost, now) ? lost.since : now;
  const neverStarted = waitsToStart(pod, container, at);
  if (neverStarted) return neverStarted;
  const begun = begunAt(pod, container);
  const times = terminationsUntil(pod.terminations.get(container.name), at);
  const end = pod.completedAt ?? pod.evicted?.at;
  const finished = container.init ? new Date(begun.getTime() + 1_500) : end;
  const last = times.at(-1);
  if (!last) {
    if (finished && finished <= at) {
      return { restarts: 0, state: 'terminated', ready: container.init, startedAt: begun };
    }
    return { restarts: 0, state: 'running', ready: readySince(pod, container, begun, at), startedAt: begun };
  }
  const schedule = pod.terminations.get(container.name);
  const beforeLast = times.at(-2);
  const previous = {
    startedAt: beforeLast ? new Date(beforeLast.getTime() + backOffMs(times.slice(0, -1), begun)) : begun,
    finishedAt: last,
    reason: schedule?.reason ?? 'Error',
    exitCode: schedule?.exitCode ?? 1,
    ...(schedule?.message && { message: schedule.message }),
  };
  const backOff = backOffMs(times, begun);
  const startsAgain = startsAgainAt(schedule, times, begun);
  const waiting = at < startsAgain;
  return {
    restarts: waiting ? times.length - 1 : times.length,
    state: waiting ? 'waiting' : 'running',
    ready: !waiting && !container.init && readySince(pod, container, startsAgain, at),
    startedAt: waiting ? previous.startedAt : startsAgain,
    previous,
    ...(waiting && {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off ${goDuration(backOff)} restarting failed container=${container.name} pod=${pod.name}_${pod.workload.namespace}(${pod.uid})`,
      },
    }),
  };
}

/** Whether a pod has an address: it comes with the sandbox, which needs a node. */
export function hasAddress(pod: Pod): boolean {
  return !pod.pending && ![...pod.waits.values()].some((it) => it.reason === 'ContainerCreating');
}

/** Whether a pod is marked for deletion: its owner does not count it any more. */
export function isDeleted(pod: Pod, at: Date): boolean {
  return pod.deletedAt !== undefined && pod.deletedAt <= at;
}

/** Whether every container of a pod is ready, and its node there to say so. */
export function podReady(pod: Pod, at: Date): boolean {
  if (holds(pod.node.notReady, at)) return false;
  return pod.containers.every((it) => it.init || containerRun(pod, it, at).ready);
}

/** Phase of a pod that neither ended nor was evicted: it is pending until every container has started once. */
export function podPhase(pod: Pod, at: Date): 'Pending' | 'Running' {
  const started = (container: Container) => {
    const run = containerRun(pod, container, at);
    return run.state !== 'waiting' || run.previous !== undefined;
  };
  return pod.containers.every(started) ? 'Running' : 'Pending';
}

/** A container that has never run: its pod has no node yet, or the kubelet cannot create it. */
function waitsToStart(pod: Pod, container: Container, at: Date): ContainerRun | undefined {
  const never = { restarts: 0, state: 'waiting' as const, ready: false, startedAt: pod.createdAt };
  if (pod.pending) return never;
  const waits = pod.waits.get(container.name);
  if (!waits || waits.since > at) return undefined;
  const { registry, repository, tags } = container.image;
  const message =
    waits.reason === 'ImagePullBackOff'
      ? `Back-off pulling image "${registry}/${repository}:${tags[0]}"`
      : waits.reason === 'CreateContainerConfigError'
        ? waits.failure
        : '';
  return { ...never, waiting: { reason: waits.reason, message } };
}

function readySince(pod: Pod, container: Container, startedAt: Date, at: Date): boolean {
  const unready = pod.unready.get(container.name);
  return at.getTime() - startedAt.getTime() > readyAfterMs && !holds(unready, at);
}

/** "10s", "2m40s": as Go prints a duration. */
function goDuration(ms: number): string {
  const [minutes, seconds] = [Math.floor(ms / 60_000), Math.round((ms % 60_000) / 1_000)];
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
