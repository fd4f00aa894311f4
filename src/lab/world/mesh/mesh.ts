import { podReady } from '../container-run.ts';
import type { Cluster, Pod } from '../estate.ts';
import { holds } from '../kubernetes/node-object.ts';
import { noise, seedOf } from '../seeded.ts';
import { loadAt, throttledShare } from '../usage.ts';
import { incoming, type MeshLink, meshLinks, ownMs } from './mesh-links.ts';
import type { NetworkTrouble } from './network-trouble.ts';

/** Requests between the workloads of a cluster, minute by minute. */
export interface Mesh {
  /** Links both of whose ends are there, or whose beginning is outside. */
  links: MeshLink[];
  /** Those that begin or end at a workload. */
  linksOf(workload: string): readonly MeshLink[];
  pods(workload: string): Pod[];
  /** Requests a second over a link. */
  rate(link: MeshLink, at: Date): number;
  /** Share of a workload's requests that fails. */
  failing(workload: string, at: Date): number;
  /** How long half of the requests take at most, by pod that is ready to answer, in milliseconds. */
  halfMs(workload: string, at: Date): ReadonlyMap<Pod, number>;
}

/** How long a person waits before he asks again: who is answered late asks less. */
const pauseMs = 1_000;

/** The mesh of a cluster as its state has it; made anew for each question, because the state may have changed. */
export function meshOf(cluster: Cluster): Mesh {
  const owners = Map.groupBy(cluster.pods, ({ workload }) => `${workload.namespace}/${workload.name}`);
  const pods = (workload: string) => owners.get(workload) ?? [];
  const links = meshLinks.filter(({ to }) => pods(to).length > 0);
  const callsOf = Map.groupBy(links, ({ from }) => from);
  const touching = new Map<string, MeshLink[]>();
  for (const link of links)
    for (const end of [link.from, link.to]) touching.set(end, [...(touching.get(end) ?? []), link]);
  const callsTo = Map.groupBy(
    links.filter(({ from }) => pods(from).length > 0),
    ({ to }) => to,
  );
  const ready = byMinute((workload, at) => pods(workload).filter((pod) => isThere(pod, at) && podReady(pod, at)));
  const halfMs: Mesh['halfMs'] = byMinute((workload, at) => {
    const called = (callsOf.get(workload) ?? []).reduce(
      (sum, { to, times }) => sum + Math.min(1, times) * meanMs(to, at),
      0,
    );
    const entries = ready(workload, at).map((pod): [Pod, number] => {
      const [container] = pod.containers.filter((it) => !it.init);
      const held = container ? throttledShare(pod, container, at) : 0;
      const jitter = 0.96 + 0.08 * noise(pod.seed ^ 0x77, minuteOf(at));
      return [pod, ((ownMs[workload] ?? 10) * jitter) / (1 - 0.95 * held) + called + delayOf(pod, at)];
    });
    return new Map(entries);
  });
  const meanMs = byMinute((workload, at) => mean([...halfMs(workload, at).values()]));
  const usualMs = (workload: string): number =>
    (ownMs[workload] ?? 10) +
    (callsOf.get(workload) ?? []).reduce((sum, { to, times }) => sum + Math.min(1, times) * usualMs(to), 0);
  const failing: Mesh['failing'] = byMinute((workload, at) => {
    const well = (callsOf.get(workload) ?? []).reduce(
      (share, { to, times }) => share * (1 - Math.min(1, times) * (ready(to, at).length === 0 ? 1 : failing(to, at))),
      1,
    );
    return 1 - well;
  });
  const answered: (workload: string, at: Date) => number = byMinute((workload, at) => {
    if (ready(workload, at).length === 0) return 0;
    if (workload !== incoming.workload)
      return (callsTo.get(workload) ?? []).reduce((sum, { from, times }) => sum + times * answered(from, at), 0);
    const jitter = 0.97 + 0.06 * noise(seedOf(workload), minuteOf(at));
    const usual = pauseMs + usualMs(workload);
    return (incoming.rate * loadAt(at) * jitter * usual) / (pauseMs + meanMs(workload, at));
  });
  return {
    links,
    linksOf: (workload) => touching.get(workload) ?? [],
    pods,
    halfMs,
    failing,
    rate: ({ from, to, times }, at) =>
      to === incoming.workload ? answered(to, at) : ready(to, at).length === 0 ? 0 : times * answered(from, at),
  };
}

const minuteOf = (at: Date): number => Math.floor(at.getTime() / 60_000);

/** Remembers what was worked out of a workload for a minute. */
function byMinute<T>(make: (workload: string, at: Date) => T): (workload: string, at: Date) => T {
  const known = new Map<string, Map<number, T>>();
  return (workload, at) => {
    const minutes = known.get(workload) ?? new Map<number, T>();
    known.set(workload, minutes);
    const minute = minuteOf(at);
    const found = minutes.get(minute);
    if (found !== undefined) return found;
    const made = make(workload, at);
    minutes.set(minute, made);
    return made;
  };
}

/** What the network adds to an answer of a pod: its own trouble, and that of its node. */
function delayOf(pod: Pod, at: Date): number {
  return [pod.network, pod.node.network].reduce((sum, it) => sum + (isOn(it, at) ? it.delayMs : 0), 0);
}

/** Whether a trouble of a network goes on at a moment. */
export function isOn(trouble: NetworkTrouble | undefined, at: Date): trouble is NetworkTrouble {
  return trouble !== undefined && trouble.since <= at && holds(trouble, at);
}

function isThere(pod: Pod, at: Date): boolean {
  return pod.createdAt <= at && !(pod.goneAt && pod.goneAt <= at) && !(pod.evicted && pod.evicted.at <= at);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, it) => sum + it, 0) / values.length;
}
