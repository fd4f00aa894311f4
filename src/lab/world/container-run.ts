import type { Container, Pod, Terminations } from './estate.ts';

/** What the kubelet knows of one container of a pod at a moment. */
export interface ContainerRun {
  restarts: number;
  state: 'running' | 'waiting' | 'terminated';
  ready: boolean;
  /** Start of the run that goes on, or of the last one. */
  startedAt: Date;
  previous?: { startedAt: Date; finishedAt: Date; reason: string; exitCode: number };
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

/** The state of a container at a moment. */
export function containerRun(pod: Pod, container: Container, at: Date): ContainerRun {
  const begun = new Date(pod.createdAt.getTime() + (container.init ? 1_000 : 3_000));
  const times = terminationsUntil(pod.terminations.get(container.name), at);
  const end = pod.completedAt ?? pod.evicted?.at;
  const finished = container.init ? new Date(begun.getTime() + 1_500) : end;
  const last = times.at(-1);
  if (!last) {
    if (finished && finished <= at) {
      return { restarts: 0, state: 'terminated', ready: container.init, startedAt: begun };
    }
    return { restarts: 0, state: 'running', ready: at.getTime() - begun.getTime() > readyAfterMs, startedAt: begun };
  }
  const schedule = pod.terminations.get(container.name);
  const beforeLast = times.at(-2);
  const previous = {
    startedAt: beforeLast ? new Date(beforeLast.getTime() + backOffMs(times.slice(0, -1), begun)) : begun,
    finishedAt: last,
    reason: schedule?.reason ?? 'Error',
    exitCode: schedule?.exitCode ?? 1,
  };
  const startsAgain = new Date(last.getTime() + backOffMs(times, begun));
  const waiting = at < startsAgain;
  return {
    restarts: waiting ? times.length - 1 : times.length,
    state: waiting ? 'waiting' : 'running',
    ready: !waiting && at.getTime() - startsAgain.getTime() > readyAfterMs,
    startedAt: waiting ? previous.startedAt : startsAgain,
    previous,
  };
}
