import type { Container, PodSpec, Workload } from '../estate.ts';
import { imageName } from '../kubernetes/metadata.ts';
import { template } from '../kubernetes/pod-object.ts';
import type { World } from '../world.ts';
import { mebibytesOf, millicoresOf } from './quantity.ts';

/** A container as a pod template has it on the wire. */
export interface WiredContainer {
  name: string;
  image: string;
  resources?: { limits?: Record<string, string>; requests?: Record<string, string> };
  [more: string]: unknown;
}

/** A pod template as it is on the wire. */
export interface WiredTemplate {
  metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> };
  spec: { containers: WiredContainer[]; initContainers?: WiredContainer[]; [more: string]: unknown };
}

/** The containers of a template that was written; one that is as before is the same object. */
export function containersOf(world: World, workload: Workload, { spec }: WiredTemplate): Container[] {
  const init = (spec.initContainers ?? []).map((it) => containerOf(world, workload, it, true));
  return [...init, ...spec.containers.map((it) => containerOf(world, workload, it, false))];
}

/** What a template's spec has beside its containers and what every template has. */
export function podSpecOf(base: WiredTemplate, { spec }: WiredTemplate): PodSpec {
  const { containers: _containers, initContainers: _init, ...rest } = spec;
  const kept = Object.entries(rest).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(base.spec[key]));
  return Object.fromEntries(kept);
}

function containerOf(world: World, workload: Workload, wired: WiredContainer, init: boolean): Container {
  const old = workload.containers.find((it) => it.name === wired.name && it.init === init);
  if (old && JSON.stringify(template(old)) === JSON.stringify(wired)) return old;
  const { name, image, resources } = wired;
  const { more: _more, cpuLimit: _cpu, memoryLimitMiB: _memory, ...base } = old ?? unknownContainer(name);
  const cpuLimit = millicoresOf(resources?.limits?.cpu);
  const memoryLimitMiB = mebibytesOf(resources?.limits?.memory);
  const next: Container = {
    ...base,
    name,
    init,
    image: old && imageName(old.image) === image ? old.image : world.image(image),
    // Without a request, the limit is one.
    cpuRequest: millicoresOf(resources?.requests?.cpu) ?? cpuLimit ?? 0,
    memoryRequestMiB: mebibytesOf(resources?.requests?.memory) ?? memoryLimitMiB ?? 0,
    ...(cpuLimit && { cpuLimit }),
    ...(memoryLimitMiB && { memoryLimitMiB }),
  };
  const told: Record<string, unknown> = template(next);
  const keys = new Set([...Object.keys(told), ...Object.keys(wired)]);
  const more = [...keys].filter(
    (key) => key !== 'resources' && JSON.stringify(told[key]) !== JSON.stringify(wired[key]),
  );
  return more.length > 0 ? { ...next, more: Object.fromEntries(more.map((key) => [key, wired[key]])) } : next;
}

/** A container that nobody knew until now: it uses little. */
function unknownContainer(name: string): Omit<Container, 'image'> {
  return {
    name,
    init: false,
    cpuRequest: 10,
    memoryRequestMiB: 32,
    usualCpu: 5,
    usualMiB: 24,
    process: name.slice(0, 15),
  };
}
