import { prometheusAlert } from '../../model/baseline-alert.ts';

/**
 * The recommended alert rules of managed Prometheus for a whole cluster: names, expressions, severities and times as
 * Microsoft publishes them (Azure/prometheus-collector, recommendedMetricAlerts.json).
 */
export const clusterRules = [
  prometheusAlert({
    name: 'KubeCPUQuotaOvercommit',
    level: 'cluster',
    says: 'Quotas promise half as much CPU again as all nodes have.',
    severity: 3,
    forMinutes: 5,
    resolveMinutes: 10,
    expression:
      'sum(min without(resource) (kube_resourcequota{job="kube-state-metrics", type="hard", resource=~"(cpu|requests.cpu)"})) /sum(kube_node_status_allocatable{resource="cpu", job="kube-state-metrics"}) > 1.5',
  }),
  prometheusAlert({
    name: 'KubeMemoryQuotaOvercommit',
    level: 'cluster',
    says: 'Quotas promise half as much memory again as all nodes have.',
    severity: 3,
    forMinutes: 5,
    resolveMinutes: 10,
    expression:
      'sum(min without(resource) (kube_resourcequota{job="kube-state-metrics", type="hard", resource=~"(memory|requests.memory)"})) /sum(kube_node_status_allocatable{resource="memory", job="kube-state-metrics"}) > 1.5',
  }),
  prometheusAlert({
    name: 'KubeContainerOOMKilledCount',
    level: 'cluster',
    says: 'A container was killed for memory.',
    severity: 4,
    forMinutes: 5,
    resolveMinutes: 10,
    expression:
      'sum by (cluster,container,controller,namespace)(kube_pod_container_status_last_terminated_reason{reason="OOMKilled"} * on(cluster,namespace,pod) group_left(controller) label_replace(kube_pod_owner, "controller", "$1", "owner_name", "(.*)")) > 0',
  }),
  prometheusAlert({
    name: 'KubeClientErrors',
    level: 'cluster',
    says: 'More than one request in a hundred to the API server fails.',
    severity: 3,
    forMinutes: 15,
    resolveMinutes: 10,
    expression:
      '(sum(rate(rest_client_requests_total{code=~"5.."}[5m])) by (cluster, instance, job, namespace) / sum(rate(rest_client_requests_total[5m])) by (cluster, instance, job, namespace)) > 0.01',
  }),
  prometheusAlert({
    name: 'KubePersistentVolumeFillingUp',
    level: 'cluster',
    says: 'A volume is nearly full, and will be within four days.',
    severity: 4,
    forMinutes: 60,
    resolveMinutes: 15,
    expression:
      'kubelet_volume_stats_available_bytes{job="kubelet"}/kubelet_volume_stats_capacity_bytes{job="kubelet"} < 0.15 and kubelet_volume_stats_used_bytes{job="kubelet"} > 0 and predict_linear(kubelet_volume_stats_available_bytes{job="kubelet"}[6h], 4 * 24 * 3600) < 0 unless on(namespace, persistentvolumeclaim) kube_persistentvolumeclaim_access_mode{ access_mode="ReadOnlyMany"} == 1 unless on(namespace, persistentvolumeclaim) kube_persistentvolumeclaim_labels{label_excluded_from_alerts="true"} == 1',
  }),
  prometheusAlert({
    name: 'KubePersistentVolumeInodesFillingUp',
    level: 'cluster',
    says: 'A volume has hardly any inodes left.',
    severity: 4,
    forMinutes: 15,
    resolveMinutes: 10,
    expression: 'kubelet_volume_stats_inodes_free{job="kubelet"} / kubelet_volume_stats_inodes{job="kubelet"} < 0.03',
  }),
  prometheusAlert({
    name: 'KubePersistentVolumeErrors',
    level: 'cluster',
    says: 'A volume has failed or is pending.',
    severity: 4,
    forMinutes: 5,
    resolveMinutes: 10,
    expression: 'kube_persistentvolume_status_phase{phase=~"Failed|Pending",job="kube-state-metrics"} > 0',
  }),
  prometheusAlert({
    name: 'KubeContainerWaiting',
    level: 'cluster',
    says: 'A container has waited for an hour.',
    severity: 3,
    forMinutes: 60,
    resolveMinutes: 10,
    expression:
      'sum by (namespace, pod, container, cluster) (kube_pod_container_status_waiting_reason{job="kube-state-metrics"}) > 0',
  }),
  prometheusAlert({
    name: 'KubeDaemonSetNotScheduled',
    level: 'cluster',
    says: 'A DaemonSet lacks pods on some nodes.',
    severity: 3,
    forMinutes: 15,
    resolveMinutes: 10,
    expression:
      'kube_daemonset_status_desired_number_scheduled{job="kube-state-metrics"} - kube_daemonset_status_current_number_scheduled{job="kube-state-metrics"} > 0',
  }),
  prometheusAlert({
    name: 'KubeDaemonSetMisScheduled',
    level: 'cluster',
    says: 'A DaemonSet has pods on nodes where they do not belong.',
    severity: 3,
    forMinutes: 15,
    resolveMinutes: 10,
    expression: 'kube_daemonset_status_number_misscheduled{job="kube-state-metrics"} > 0',
  }),
  prometheusAlert({
    name: 'KubeQuotaAlmostFull',
    level: 'cluster',
    says: 'A namespace has used nine tenths of a quota.',
    severity: 3,
    forMinutes: 15,
    resolveMinutes: 10,
    expression:
      'kube_resourcequota{job="kube-state-metrics", type="used"} / ignoring(instance, job, type)(kube_resourcequota{job="kube-state-metrics", type="hard"} > 0) > 0.9 < 1',
  }),
];
