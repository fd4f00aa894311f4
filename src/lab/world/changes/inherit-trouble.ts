import { crashTimes } from '../container-run.ts';
import type { Container, Pod, Terminations } from '../estate.ts';
import { imageName } from '../kubernetes/metadata.ts';
import { holds } from '../kubernetes/node-object.ts';
import { template } from '../kubernetes/pod-object.ts';
import type { World } from '../world.ts';

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** Gives a new pod the troubles that its template brings: what the pods before it had, as far as nothing was mended by it. */
export function inheritTrouble(world: World, pod: Pod, before: Pod[]): void {
  for (const container of pod.containers) {
    for (const old of before) {
      const same = old.containers.find((it) => it.name === container.name && it.init === container.init);
      if (same) inherit(pod, container, old, same);
    }
    if (isUnpushed(world, container)) pod.waits.set(container.name, notFound(pod, container));
    else if (!pod.terminations.has(container.name)) starve(pod, container);
  }
  const waiting = before.find((it) => it.pending);
  if (waiting?.pending && asks(waiting) === asks(pod)) pod.pending = waiting.pending;
}

function inherit(pod: Pod, container: Container, old: Pod, same: Container): void {
  const { name } = container;
  const isSameImage = imageName(same.image) === imageName(container.image);
  const isSame = isSameImage && withoutResources(same) === withoutResources(container);
  const wait = old.waits.get(name);
  if (wait && (wait.reason === 'ImagePullBackOff' ? isSameImage : isSame))
    pod.waits.set(name, { ...wait, since: after(pod.createdAt, 2_000) });
  const [unready, complaint] = [old.unready.get(name), old.complaints.get(name)];
  if (isSame && unready && holds(unready, pod.createdAt))
    pod.unready.set(name, { since: pod.createdAt, failure: unready.failure });
  if (isSame && complaint && holds(complaint, pod.createdAt))
    pod.complaints.set(name, { since: after(pod.createdAt, 4_000), text: complaint.text });
  const schedule = old.terminations.get(name);
  if (schedule?.everyMs && !schedule.mendedAt && goesOn(schedule, same, container, isSame))
    pod.terminations.set(name, again(pod, schedule, schedule.everyMs, same));
}

/** A limit kills for as long as it is below what is needed; a crash comes back with what crashed. */
function goesOn(schedule: Terminations, old: Container, container: Container, isSame: boolean): boolean {
  if (schedule.by === 'node') return false;
  if (schedule.by === 'itself') return isSame;
  return isSame && container.memoryLimitMiB !== undefined && container.memoryLimitMiB < needs(schedule, old);
}

function needs({ needsMiB }: Terminations, { memoryLimitMiB = 0 }: Container): number {
  return needsMiB ?? memoryLimitMiB * 1.25;
}

function again(pod: Pod, schedule: Terminations, everyMs: number, old: Container): Terminations {
  const begun = after(pod.createdAt, 3_000);
  // A crash loop's long step is the kubelet's five minutes and the run.
  const isLoop = schedule.by === 'itself' && everyMs >= 300_000;
  return {
    ...schedule,
    ...(schedule.by === 'limit' && { needsMiB: needs(schedule, old) }),
    times: isLoop ? crashTimes(begun, everyMs - 300_000, after(begun, 1_800_000)) : [after(begun, everyMs)],
  };
}

/** A limit that is below the usual use kills soon after each start. */
function starve(pod: Pod, container: Container): void {
  const { memoryLimitMiB, usualMiB, init } = container;
  if (init || memoryLimitMiB === undefined || memoryLimitMiB >= usualMiB) return;
  const begun = after(pod.createdAt, 3_000);
  pod.terminations.set(container.name, {
    reason: 'OOMKilled',
    exitCode: 137,
    by: 'limit',
    needsMiB: usualMiB,
    times: crashTimes(begun, 6_000, after(begun, 1_800_000)),
    everyMs: 306_000,
  });
}

/** Whether an image was never pushed to the registry that is known for it. */
function isUnpushed(world: World, { image }: Container): boolean {
  const registry = world.registry(image.registry);
  return registry !== undefined && !registry.images.includes(image);
}

function notFound(pod: Pod, { image }: Container) {
  const name = imageName(image);
  return {
    since: after(pod.createdAt, 2_000),
    reason: 'ImagePullBackOff' as const,
    failure: `failed to pull and unpack image "${name}": failed to resolve reference "${name}": ${name}: not found`,
  };
}

const withoutResources = (it: Container) => JSON.stringify({ ...template(it), resources: undefined });

/** What the scheduler looks at. */
const asks = ({ containers, podSpec }: Pod) =>
  JSON.stringify([podSpec, containers.map((it) => [it.cpuRequest, it.memoryRequestMiB, it.claim])]);
