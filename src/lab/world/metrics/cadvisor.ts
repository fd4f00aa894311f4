import { backOffMs, terminationsUntil } from '../container-run.ts';
import type { Container, Pod } from '../estate.ts';
import { imageName } from '../kubernetes/metadata.ts';
import { containerId } from '../kubernetes/pod-object.ts';
import { cpuNanoCores, memoryBytes, throttledShare } from '../usage.ts';
import {
  evictedBy,
  exists,
  historyBegin,
  type Metric,
  type MetricSeries,
  podsOf,
  reachable,
  recentCounter,
  type Scope,
} from './metric.ts';

const rssShare = 0.93;

/** The kubelet's cAdvisor: a series for each run of a container, because a new run has a new cgroup, and one for the pod. */
export const cadvisor: Metric[] = [
  { name: 'container_memory_working_set_bytes', series: (scope) => gauges(scope, memoryBytes) },
  {
    name: 'container_memory_rss',
    series: (scope) =>
      gauges(scope, (pod, container, at) => {
        const bytes = memoryBytes(pod, container, at);
        return bytes === undefined ? undefined : Math.round(bytes * rssShare);
      }),
  },
  { name: 'container_cpu_usage_seconds_total', series: cpuSeconds },
  { name: 'container_cpu_cfs_periods_total', series: (scope) => periods(scope, () => 1) },
  { name: 'container_cpu_cfs_throttled_periods_total', series: (scope) => periods(scope, throttledShare) },
];

/** One run of a container of a pod. */
interface Run {
  pod: Pod;
  container: Container;
  labels: Record<string, string>;
  since: Date;
  until?: Date;
}

function* runsOf(scope: Scope): Generator<Run> {
  for (const pod of podsOf(scope)) {
    for (const container of pod.containers) {
      if (container.init) continue;
      const begun = new Date(pod.createdAt.getTime() + 3_000);
      const times = terminationsUntil(pod.terminations.get(container.name), scope.to);
      for (let restart = 0; restart <= times.length; restart++) {
        const before = times[restart - 1];
        const end = times[restart];
        if (end && end <= scope.from) continue;
        const since = before ? new Date(before.getTime() + backOffMs(times.slice(0, restart), begun)) : begun;
        // At the very moment of its death a container does not run any more.
        const until = end && new Date(end.getTime() - 1);
        yield { pod, container, labels: labelsOf(pod, container, restart), since, ...(until && { until }) };
      }
    }
  }
}

function labelsOf(pod: Pod, container: Container, restart: number): Record<string, string> {
  const name = containerId(pod, container, restart);
  return {
    ...podLabels(pod),
    id: `${cgroup(pod)}/cri-containerd-${name}.scope`,
    name,
    container: container.name,
    image: imageName(container.image),
  };
}

const podLabels = (pod: Pod): Record<string, string> => ({
  job: 'cadvisor',
  instance: pod.node.name,
  namespace: pod.workload.namespace,
  pod: pod.name,
});

const cgroup = (pod: Pod): string =>
  `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${pod.uid.replaceAll('-', '_')}.slice`;

const alive = (pod: Pod, at: Date): boolean => exists(pod, at) && !evictedBy(pod, at) && reachable(pod.node, at);

function* gauges(
  scope: Scope,
  use: (pod: Pod, container: Container, at: Date) => number | undefined,
): Generator<MetricSeries> {
  for (const { pod, container, ...run } of runsOf(scope))
    yield { ...run, value: (at) => (alive(pod, at) ? use(pod, container, at) : undefined) };
  // The pod's own cgroup has no container and no image; who sums must leave it out.
  for (const pod of podsOf(scope)) {
    const containers = pod.containers.filter((it) => !it.init);
    const value = (at: Date) => {
      const parts = alive(pod, at) ? containers.map((it) => use(pod, it, at) ?? 0) : [];
      const sum = parts.reduce((total, it) => total + it, 0);
      return sum > 0 ? sum : undefined;
    };
    yield { labels: { ...podLabels(pod), id: cgroup(pod) }, since: pod.createdAt, value };
  }
}

/** Periods of the scheduler, ten a second, of containers that have a CPU limit: those that count, as a share. */
function* periods(scope: Scope, share: (pod: Pod, container: Container, at: Date) => number): Generator<MetricSeries> {
  const history = historyBegin(scope.world);
  for (const { pod, container, ...run } of runsOf(scope)) {
    if (!container.cpuLimit) continue;
    const begin = new Date(Math.max(run.since.getTime(), history.getTime()));
    const total = recentCounter(scope, begin, (at) => 10 * share(pod, container, at));
    yield {
      ...run,
      value: (at) =>
        alive(pod, at) && cpuNanoCores(pod, container, at) !== undefined ? Math.floor(total(at)) : undefined,
    };
  }
}

function* cpuSeconds(scope: Scope): Generator<MetricSeries> {
  const history = historyBegin(scope.world);
  for (const { pod, container, ...run } of runsOf(scope)) {
    const begin = new Date(Math.max(run.since.getTime(), history.getTime()));
    const before = ((begin.getTime() - run.since.getTime()) / 1_000) * (container.usualCpu / 1_000);
    const total = recentCounter(scope, begin, (at) => (cpuNanoCores(pod, container, at) ?? 0) / 1e9, before);
    yield {
      labels: { ...run.labels, cpu: 'total' },
      since: run.since,
      ...(run.until && { until: run.until }),
      value: (at) => (alive(pod, at) && cpuNanoCores(pod, container, at) !== undefined ? total(at) : undefined),
    };
  }
}
