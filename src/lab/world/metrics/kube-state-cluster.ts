import { isDeleted, podReady } from '../container-run.ts';
import type { ClusterNode, Workload } from '../estate.ts';
import { holds } from '../kubernetes/node-object.ts';
import { kubeState } from './kube-state.ts';
import { evictedBy, exists, type Metric, type MetricSeries, podsOf, type Scope } from './metric.ts';

/** What kube-state-metrics gives of nodes and Deployments. */
export const kubeStateCluster: Metric[] = [
  { name: 'kube_node_status_allocatable', series: (scope) => sizes(scope, 'allocatable') },
  { name: 'kube_node_status_capacity', series: (scope) => sizes(scope, 'capacity') },
  { name: 'kube_node_status_condition', series: conditions },
  { name: 'kube_deployment_spec_replicas', series: (scope) => deployments(scope, (it) => it.replicas) },
  { name: 'kube_deployment_status_replicas_available', series: ready },
  { name: 'kube_deployment_status_replicas_ready', series: ready },
];

function* sizes({ cluster }: Scope, part: 'capacity' | 'allocatable'): Generator<MetricSeries> {
  for (const node of cluster.nodes) {
    yield ofNode(node, { resource: 'cpu', unit: 'core' }, () => node.cpu[part] / 1_000);
    yield ofNode(node, { resource: 'memory', unit: 'byte' }, () => node.memory[part]);
    yield ofNode(node, { resource: 'pods', unit: 'integer' }, () => 110);
  }
}

function* conditions({ cluster }: Scope): Generator<MetricSeries> {
  for (const node of cluster.nodes)
    for (const condition of ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'])
      for (const status of ['true', 'false', 'unknown'])
        yield ofNode(node, { condition, status }, (at) => Number(statusOf(node, condition, at) === status));
}

function statusOf(node: ClusterNode, condition: string, at: Date): string {
  if (condition === 'MemoryPressure' && holds(node.memoryPressure, at)) return 'true';
  if (condition === 'DiskPressure' && holds(node.diskPressure, at)) return 'true';
  if (holds(node.notReady, at)) return 'unknown';
  return condition === 'Ready' ? 'true' : 'false';
}

function ofNode(node: ClusterNode, labels: Record<string, string>, value: (at: Date) => number): MetricSeries {
  return {
    labels: { ...kubeState, node: node.name, ...labels },
    since: node.createdAt,
    value: (at) => (exists(node, at) ? value(at) : undefined),
  };
}

function ready(scope: Scope): Iterable<MetricSeries> {
  const pods = podsOf(scope);
  return deployments(
    scope,
    (workload, at) =>
      pods.filter(
        (pod) =>
          pod.workload === workload &&
          exists(pod, at) &&
          !evictedBy(pod, at) &&
          !isDeleted(pod, at) &&
          podReady(pod, at),
      ).length,
  );
}

function* deployments(scope: Scope, value: (workload: Workload, at: Date) => number): Generator<MetricSeries> {
  for (const workload of scope.cluster.workloads)
    if (workload.kind === 'Deployment')
      yield {
        labels: { ...kubeState, namespace: workload.namespace, deployment: workload.name },
        since: workload.createdAt,
        value: (at) => value(workload, at),
      };
}
