import { containerRun, hasAddress, podPhase } from '../container-run.ts';
import type { Container, Pod } from '../estate.ts';
import { kubeState } from './kube-state.ts';
import { evictedBy, exists, type Metric, type MetricSeries, podsOf, type Scope } from './metric.ts';

const mebibyte = 1_048_576;
const phases = ['Pending', 'Succeeded', 'Failed', 'Unknown', 'Running'];

/** What kube-state-metrics gives of pods and their containers. */
export const kubeStatePods: Metric[] = [
  {
    name: 'kube_pod_container_status_restarts_total',
    series: (scope) => ofContainers(scope, {}, (pod, container, at) => containerRun(pod, container, at).restarts),
  },
  {
    name: 'kube_pod_container_status_last_terminated_reason',
    *series(scope) {
      for (const reason of ['OOMKilled', 'Error', 'StartError'])
        yield* ofContainers(scope, { reason }, (pod, container, at) =>
          pod.terminations.get(container.name)?.reason === reason && containerRun(pod, container, at).previous
            ? 1
            : undefined,
        );
    },
  },
  {
    name: 'kube_pod_container_status_waiting_reason',
    *series(scope) {
      for (const reason of [
        'CrashLoopBackOff',
        'ImagePullBackOff',
        'CreateContainerConfigError',
        'ContainerCreating',
        'PodInitializing',
      ])
        yield* ofContainers(scope, { reason }, (pod, container, at) =>
          containerRun(pod, container, at).waiting?.reason === reason ? 1 : undefined,
        );
    },
  },
  {
    name: 'kube_pod_container_resource_limits',
    series: (scope) => resources(scope, (it) => ({ memoryMiB: it.memoryLimitMiB, cpu: it.cpuLimit })),
  },
  {
    name: 'kube_pod_container_resource_requests',
    series: (scope) => resources(scope, (it) => ({ memoryMiB: it.memoryRequestMiB, cpu: it.cpuRequest })),
  },
  {
    name: 'kube_pod_status_phase',
    *series(scope) {
      for (const phase of phases)
        yield* ofPods(
          scope,
          () => ({ phase }),
          (pod, at) => Number(phaseOf(pod, at) === phase),
        );
    },
  },
  {
    name: 'kube_pod_info',
    series: (scope) =>
      ofPods(
        scope,
        (pod) => ({
          host_ip: pod.pending ? '' : pod.node.ip,
          pod_ip: hasAddress(pod) ? pod.ip : '',
          node: pod.pending ? '' : pod.node.name,
          created_by_kind: pod.owner.kind,
          created_by_name: pod.owner.name,
          priority_class: pod.workload.system ? 'system-node-critical' : '',
          host_network: 'false',
        }),
        () => 1,
      ),
  },
  {
    name: 'kube_pod_owner',
    series: (scope) =>
      ofPods(
        scope,
        (pod) => ({ owner_kind: pod.owner.kind, owner_name: pod.owner.name, owner_is_controller: 'true' }),
        () => 1,
      ),
  },
];

function phaseOf(pod: Pod, at: Date): string {
  if (evictedBy(pod, at)) return 'Failed';
  if (pod.completedAt && pod.completedAt <= at) return pod.failed ? 'Failed' : 'Succeeded';
  return podPhase(pod, at);
}

const labelsOf = (pod: Pod): Record<string, string> => ({
  ...kubeState,
  namespace: pod.workload.namespace,
  pod: pod.name,
  uid: pod.uid,
});

function* ofPods(
  scope: Scope,
  labels: (pod: Pod) => Record<string, string>,
  value: (pod: Pod, at: Date) => number,
): Generator<MetricSeries> {
  for (const pod of podsOf(scope))
    yield {
      labels: { ...labelsOf(pod), ...labels(pod) },
      since: pod.createdAt,
      value: (at) => (exists(pod, at) ? value(pod, at) : undefined),
    };
}

/** Facts of a pod's status: an evicted pod has no container statuses. */
function* ofContainers(
  scope: Scope,
  labels: Record<string, string>,
  value: (pod: Pod, container: Container, at: Date) => number | undefined,
): Generator<MetricSeries> {
  for (const pod of podsOf(scope))
    for (const container of pod.containers.filter((it) => !it.init))
      yield {
        labels: { ...labelsOf(pod), container: container.name, ...labels },
        since: pod.createdAt,
        value: (at) => (exists(pod, at) && !evictedBy(pod, at) && !pod.pending ? value(pod, container, at) : undefined),
      };
}

/** Facts of a pod's template: bytes and cores. */
function* resources(
  scope: Scope,
  sizes: (container: Container) => { memoryMiB: number | undefined; cpu: number | undefined },
): Generator<MetricSeries> {
  for (const pod of podsOf(scope))
    for (const container of pod.containers.filter((it) => !it.init)) {
      const { memoryMiB, cpu } = sizes(container);
      const one = (resource: string, unit: string, size: number): MetricSeries => ({
        labels: { ...labelsOf(pod), container: container.name, node: pod.pending ? '' : pod.node.name, resource, unit },
        since: pod.createdAt,
        value: (at) => (exists(pod, at) ? size : undefined),
      });
      if (memoryMiB) yield one('memory', 'byte', memoryMiB * mebibyte);
      if (cpu) yield one('cpu', 'core', cpu / 1_000);
    }
}
