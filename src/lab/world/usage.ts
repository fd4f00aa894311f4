import { containerRun, nextTermination } from './container-run.ts';
import type { Container, Pod, Terminations } from './estate.ts';
import { holds } from './kubernetes/node-object.ts';
import { noise } from './seeded.ts';

const mebibyte = 1_048_576;
const minuteOf = (at: Date): number => Math.floor(at.getTime() / 60_000);

/** Between 0.6 at night and 1.3 in the early afternoon (UTC): the load that people make. */
export function loadAt(at: Date): number {
  const hour = (at.getTime() / 3_600_000) % 24;
  return 0.95 + 0.35 * Math.sin(((hour - 8) / 24) * 2 * Math.PI);
}

/** Working set of a container in bytes, sampled once a minute; undefined while it does not run. */
export function memoryBytes(pod: Pod, container: Container, at: Date): number | undefined {
  const run = containerRun(pod, container, at);
  if (run.state !== 'running' || run.startedAt > at || holds(pod.node.notReady, at)) return undefined;
  const jitter = noise(pod.seed ^ container.name.length, minuteOf(at)) - 0.5;
  let mebibytes = container.usualMiB * (0.94 + 0.08 * loadAt(at) + 0.04 * jitter);
  const schedule = pod.terminations.get(container.name);
  const limit = container.memoryLimitMiB;
  if (schedule?.by === 'limit' && limit) {
    const death = nextTermination(schedule, at);
    if (death) mebibytes += (limit * 0.995 - mebibytes) * towardsLimit(schedule, run.startedAt, at, death);
  }
  mebibytes += pod.extraMiB.get(container.name)?.(at) ?? 0;
  return Math.round(Math.min(mebibytes, (limit ?? Number.POSITIVE_INFINITY) * 0.998) * mebibyte);
}

/** The share of the way to the limit, between 0 and 1. */
function towardsLimit(schedule: Terminations, startedAt: Date, at: Date, death: Date): number {
  const left = death.getTime() - at.getTime();
  if (schedule.growth === 'spike') return left < 15_000 ? 1 - left / 15_000 : 0;
  const progress = (at.getTime() - startedAt.getTime()) / (death.getTime() - startedAt.getTime());
  return schedule.growth === 'even' ? progress : progress ** 1.3;
}

/** CPU of a container in nanocores; undefined while it does not run. */
export function cpuNanoCores(pod: Pod, container: Container, at: Date): number | undefined {
  const run = containerRun(pod, container, at);
  if (run.state !== 'running' || run.startedAt > at || holds(pod.node.notReady, at)) return undefined;
  return Math.round(
    Math.min(wantedMillicores(pod, container, at), container.cpuLimit ?? Number.POSITIVE_INFINITY) * 1_000_000,
  );
}

/** The share of the scheduler's periods in which a container had to wait for the next, because of its limit. */
export function throttledShare(pod: Pod, container: Container, at: Date): number {
  const wanted = wantedMillicores(pod, container, at);
  return container.cpuLimit && wanted > container.cpuLimit ? 1 - (container.cpuLimit / wanted) ** 2 : 0;
}

function wantedMillicores(pod: Pod, container: Container, at: Date): number {
  const jitter = noise(pod.seed ^ 0x5bd1, minuteOf(at)) - 0.5;
  return container.usualCpu * loadAt(at) * (1 + 0.3 * jitter) + (pod.extraCpu.get(container.name)?.(at) ?? 0);
}

/** What the kubelet, containerd and the kernel of a node need: bytes and nanocores. */
export const overhead = { memory: 1_150 * mebibyte, cpu: 160_000_000 };
