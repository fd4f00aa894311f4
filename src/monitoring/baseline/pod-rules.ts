import { prometheusAlert } from '../../model/baseline-alert.ts';

/**
 * The recommended alert rules of managed Prometheus for pods: names, expressions, severities and times as
 * Microsoft publishes them (Azure/prometheus-collector, recommendedMetricAlerts.json).
 */
export const podRules = [
  prometheusAlert({
    name: 'KubePodCrashLooping',
    level: 'pod',
    says: 'A container crashes again and again.',
    severity: 4,
    forMinutes: 15,
    resolveMinutes: 10,
    expression:
      'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff", job="kube-state-metrics"}[5m]) >= 1',
  }),
  prometheusAlert({
    name: 'KubeJobStale',
    level: 'pod',
    says: 'A Job has not completed for six hours.',
    severity: 4,
    forMinutes: 360,
    resolveMinutes: 15,
    expression:
      'sum by(namespace,cluster)(kube_job_spec_completions{job="kube-state-metrics"}) - sum by(namespace,cluster)(kube_job_status_succeeded{job="kube-state-metrics"}) > 0',
  }),
  prometheusAlert({
    name: 'KubePodContainerRestart',
    level: 'pod',
    says: 'A container restarted within the last hour.',
    severity: 4,
    forMinutes: 15,
    resolveMinutes: 10,
    expression:
      'sum by (namespace, controller, container, cluster)(increase(kube_pod_container_status_restarts_total{job="kube-state-metrics"}[1h])* on(namespace, pod, cluster) group_left(controller) label_replace(kube_pod_owner, "controller", "$1", "owner_name", "(.*)")) > 0',
  }),
  prometheusAlert({
    name: 'KubePodReadyStateLow',
    level: 'pod',
    says: 'Fewer than four fifths of the pods of a workload are ready.',
    severity: 4,
    forMinutes: 5,
    resolveMinutes: 15,
    expression:
      'sum by (cluster,namespace,deployment)(kube_deployment_status_replicas_ready) / sum by (cluster,namespace,deployment)(kube_deployment_spec_replicas) <.8 or sum by (cluster,namespace,daemonset)(kube_daemonset_status_number_ready) / sum by (cluster,namespace,daemonset)(kube_daemonset_status_desired_number_scheduled) <.8',
  }),
  prometheusAlert({
    name: 'KubePodFailedState',
    level: 'pod',
    says: 'A pod has failed.',
    severity: 4,
    forMinutes: 5,
    resolveMinutes: 15,
    expression:
      'sum by (cluster, namespace, controller) (kube_pod_status_phase{phase="failed"} * on(namespace, pod, cluster) group_left(controller) label_replace(kube_pod_owner, "controller", "$1", "owner_name", "(.*)")) > 0',
  }),
  prometheusAlert({
    name: 'KubePodNotReadyByController',
    level: 'pod',
    says: 'Pods of a workload are pending or unknown.',
    severity: 3,
    forMinutes: 15,
    resolveMinutes: 10,
    expression:
      'sum by (namespace, controller, cluster) (max by(namespace, pod, cluster) (kube_pod_status_phase{job="kube-state-metrics", phase=~"Pending|Unknown"} ) * on(namespace, pod, cluster) group_left(controller)label_replace(kube_pod_owner,"controller","$1","owner_name","(.*)")) > 0',
  }),
  prometheusAlert({
    name: 'KubeStatefulSetGenerationMismatch',
    level: 'pod',
    says: 'A StatefulSet does not follow its last change.',
    severity: 3,
    forMinutes: 15,
    resolveMinutes: 10,
    expression:
      'kube_statefulset_status_observed_generation{job="kube-state-metrics"} != kube_statefulset_metadata_generation{job="kube-state-metrics"}',
  }),
  prometheusAlert({
    name: 'KubeJobFailed',
    level: 'pod',
    says: 'A Job has failed.',
    severity: 3,
    forMinutes: 15,
    resolveMinutes: 10,
    expression: 'kube_job_failed{job="kube-state-metrics"} > 0',
  }),
  prometheusAlert({
    name: 'KubeContainerAverageCPUHigh',
    level: 'pod',
    says: 'A container uses nearly all of its CPU limit.',
    severity: 4,
    forMinutes: 5,
    resolveMinutes: 15,
    expression:
      'sum (rate(container_cpu_usage_seconds_total{image!="", container!="POD"}[5m])) by (pod,cluster,container,namespace) / sum(container_spec_cpu_quota{image!="", container!="POD"}/container_spec_cpu_period{image!="", container!="POD"}) by (pod,cluster,container,namespace) > .95',
  }),
  prometheusAlert({
    name: 'KubeContainerAverageMemoryHigh',
    level: 'pod',
    says: 'A container uses nearly all of its memory limit.',
    severity: 4,
    forMinutes: 10,
    resolveMinutes: 10,
    expression:
      'avg by (namespace, controller, container, cluster)(((container_memory_working_set_bytes{container!="", image!="", container!="POD"} / on(namespace,cluster,pod,container) group_left kube_pod_container_resource_limits{resource="memory", node!=""})*on(namespace, pod, cluster) group_left(controller) label_replace(kube_pod_owner, "controller", "$1", "owner_name", "(.*)")) > .95)',
  }),
  prometheusAlert({
    name: 'KubeletPodStartUpLatencyHigh',
    level: 'pod',
    says: 'Pods take more than a minute to start on a node.',
    severity: 4,
    forMinutes: 10,
    resolveMinutes: 10,
    expression:
      'histogram_quantile(0.99, sum(rate(kubelet_pod_worker_duration_seconds_bucket{job="kubelet"}[5m])) by (cluster, instance, le)) * on(cluster, instance) group_left(node) kubelet_node_name{job="kubelet"} > 60',
  }),
  prometheusAlert({
    name: 'KubePVUsageHigh',
    level: 'pod',
    says: 'A volume is four fifths full.',
    severity: 3,
    forMinutes: 15,
    resolveMinutes: 10,
    expression:
      'avg by (namespace, controller, container, cluster)(((kubelet_volume_stats_used_bytes{job="kubelet"} / on(namespace,cluster,pod,container) group_left kubelet_volume_stats_capacity_bytes{job="kubelet"}) * on(namespace, pod, cluster) group_left(controller) label_replace(kube_pod_owner, "controller", "$1", "owner_name", "(.*)"))) > .8',
  }),
  prometheusAlert({
    name: 'KubeDeploymentReplicasMismatch',
    level: 'pod',
    says: 'A Deployment has fewer replicas than it wants, and makes no progress.',
    severity: 4,
    forMinutes: 15,
    resolveMinutes: 15,
    expression:
      '( kube_deployment_spec_replicas{job="kube-state-metrics"} > kube_deployment_status_replicas_available{job="kube-state-metrics"}) and ( changes(kube_deployment_status_replicas_updated{job="kube-state-metrics"}[10m]) == 0)',
  }),
  prometheusAlert({
    name: 'KubeStatefulSetReplicasMismatch',
    level: 'pod',
    says: 'A StatefulSet has fewer ready replicas than it wants, and makes no progress.',
    severity: 4,
    forMinutes: 15,
    resolveMinutes: 10,
    expression:
      '( kube_statefulset_status_replicas_ready{job="kube-state-metrics"} != kube_statefulset_status_replicas{job="kube-state-metrics"}) and ( changes(kube_statefulset_status_replicas_updated{job="kube-state-metrics"}[10m]) == 0)',
  }),
  prometheusAlert({
    name: 'KubeHpaReplicasMismatch',
    level: 'pod',
    says: 'An autoscaler cannot reach the number of replicas that it wants.',
    severity: 4,
    forMinutes: 15,
    resolveMinutes: 15,
    expression:
      '(kube_horizontalpodautoscaler_status_desired_replicas{job="kube-state-metrics"} !=kube_horizontalpodautoscaler_status_current_replicas{job="kube-state-metrics"}) and(kube_horizontalpodautoscaler_status_current_replicas{job="kube-state-metrics"} >kube_horizontalpodautoscaler_spec_min_replicas{job="kube-state-metrics"}) and(kube_horizontalpodautoscaler_status_current_replicas{job="kube-state-metrics"} <kube_horizontalpodautoscaler_spec_max_replicas{job="kube-state-metrics"}) and changes(kube_horizontalpodautoscaler_status_current_replicas{job="kube-state-metrics"}[15m]) == 0',
  }),
  prometheusAlert({
    name: 'KubeHpaMaxedOut',
    level: 'pod',
    says: 'An autoscaler has been at its maximum for a quarter of an hour.',
    severity: 4,
    forMinutes: 15,
    resolveMinutes: 15,
    expression:
      'kube_horizontalpodautoscaler_status_current_replicas{job="kube-state-metrics"} ==kube_horizontalpodautoscaler_spec_max_replicas{job="kube-state-metrics"}',
  }),
];
