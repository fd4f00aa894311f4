import { autoscaling } from '../autoscaling.ts';
import { containerRun } from '../container-run.ts';
import type { Autoscaler } from '../namespaced.ts';
import { kubeState } from './kube-state.ts';
import { evictedBy, exists, type Metric, type MetricSeries, podsOf, type Scope } from './metric.ts';

/** What kube-state-metrics gives of autoscalers, CronJobs, Jobs and init containers. */
export const kubeStateControllers: Metric[] = [
  { name: 'kube_horizontalpodautoscaler_spec_max_replicas', series: (scope) => scalers(scope, (it) => it.max) },
  { name: 'kube_horizontalpodautoscaler_spec_min_replicas', series: (scope) => scalers(scope, (it) => it.min) },
  {
    name: 'kube_horizontalpodautoscaler_status_current_replicas',
    series: (scope) => scalers(scope, (it, at) => autoscaling(it, podsAt(scope, at), at).current),
  },
  {
    name: 'kube_horizontalpodautoscaler_status_desired_replicas',
    series: (scope) => scalers(scope, (it, at) => autoscaling(it, podsAt(scope, at), at).desired),
  },
  {
    name: 'kube_cronjob_spec_suspend',
    *series({ cluster }) {
      for (const { kind, namespace, name, suspendedAt, createdAt } of cluster.workloads)
        if (kind === 'CronJob')
          yield {
            labels: { ...kubeState, namespace, cronjob: name },
            since: createdAt,
            value: (at) => Number(suspendedAt !== undefined && suspendedAt <= at),
          };
    },
  },
  {
    name: 'kube_job_status_failed',
    *series(scope) {
      for (const pod of podsOf(scope).filter((it) => it.owner.kind === 'Job'))
        yield {
          labels: { ...kubeState, namespace: pod.workload.namespace, job_name: pod.owner.name },
          since: pod.createdAt,
          value: (at) =>
            exists(pod, at) ? Number(pod.failed !== undefined && (pod.completedAt ?? at) <= at) : undefined,
        };
    },
  },
  {
    name: 'kube_pod_init_container_status_restarts_total',
    *series(scope) {
      for (const pod of podsOf(scope))
        for (const container of pod.containers.filter((it) => it.init))
          yield {
            labels: {
              ...kubeState,
              namespace: pod.workload.namespace,
              pod: pod.name,
              uid: pod.uid,
              container: container.name,
            },
            since: pod.createdAt,
            value: (at) =>
              exists(pod, at) && !evictedBy(pod, at) && !pod.pending
                ? containerRun(pod, container, at).restarts
                : undefined,
          };
    },
  },
];

function* scalers(scope: Scope, value: (autoscaler: Autoscaler, at: Date) => number): Generator<MetricSeries> {
  for (const it of scope.cluster.autoscalers)
    yield {
      labels: { ...kubeState, namespace: it.namespace, horizontalpodautoscaler: it.name },
      since: it.createdAt,
      value: (at) => value(it, at),
    };
}

const podsAt = (scope: Scope, at: Date) => scope.cluster.pods.filter((it) => exists(it, at));
