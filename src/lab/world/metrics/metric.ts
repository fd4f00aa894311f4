import { cronPods } from '../build-pods.ts';
import type { Cluster, ClusterNode, Pod } from '../estate.ts';
import { holds } from '../kubernetes/node-object.ts';
import type { World } from '../world.ts';

/** What series are made for: one cluster, and the scrapes after one moment until another. */
export interface Scope {
  world: World;
  cluster: Cluster;
  from: Date;
  to: Date;
}

/** One series: its labels without the name, while it lives, and its value at a scrape; undefined when it is not there. */
export interface MetricSeries {
  labels: Record<string, string>;
  since?: Date;
  until?: Date;
  value(at: Date): number | undefined;
}

/** A metric as an exporter gives it. */
export interface Metric {
  name: string;
  series(scope: Scope): Iterable<MetricSeries>;
}

/** When the history of a world begins: a day before its birth, as in its tables. */
export const historyBegin = (world: World): Date => new Date(world.bornAt.getTime() - 86_400_000);

/** Pods that exist at some moment of the scope. */
export function podsOf({ cluster, from, to }: Scope): Pod[] {
  const made = new Set<Pod>();
  for (const workload of cluster.workloads) {
    if (workload.kind !== 'CronJob') continue;
    const every = (workload.everyMinutes ?? 60) * 60_000;
    for (let time = from.getTime(); time < to.getTime() + every; time += every)
      for (const pod of cronPods(cluster, workload, new Date(Math.min(time, to.getTime())))) made.add(pod);
  }
  return [...cluster.pods, ...made].filter((pod) => pod.createdAt <= to && !(pod.goneAt && pod.goneAt <= from));
}

/** Whether a pod or node exists at a moment. */
export const exists = (it: Pick<Pod | ClusterNode, 'createdAt' | 'goneAt'>, at: Date): boolean =>
  it.createdAt <= at && !(it.goneAt && it.goneAt <= at);

/** Whether the scrape of a node's own exporters succeeds: not while the node is lost. */
export const reachable = (node: ClusterNode, at: Date): boolean => exists(node, at) && !holds(node.notReady, at);

/** Whether a pod was evicted by a moment. */
export const evictedBy = (pod: Pod, at: Date): boolean => pod.evicted !== undefined && pod.evicted.at <= at;

/** A counter that grows by a rate per second, minute by minute from its beginning; asked in order of time. */
export function counter(begin: Date, start: number, rate: (at: Date) => number): (at: Date) => number {
  let time = begin.getTime();
  let total = start;
  return (at) => {
    while (time < at.getTime()) {
      const minute = Math.floor(time / 60_000) * 60_000;
      const next = Math.min(minute + 60_000, at.getTime());
      // One rate for the whole minute, so that the counter is the same whenever it is asked.
      total += (rate(new Date(Math.max(minute, begin.getTime()))) * (next - time)) / 1_000;
      time = next;
    }
    return total;
  };
}

/**
 * The same, minute by minute only from the hour in which a scope begins: what came before is taken to have come at that
 * hour's rate. A day's minutes of thousands of series would be counted for the few that are asked for.
 */
export function recentCounter(scope: Scope, begin: Date, rate: (at: Date) => number, start = 0): (at: Date) => number {
  const hour = Math.floor(scope.from.getTime() / 3_600_000) * 3_600_000;
  if (hour <= begin.getTime()) return counter(begin, start, rate);
  const since = new Date(hour);
  return counter(since, start + (rate(since) * (hour - begin.getTime())) / 1_000, rate);
}
