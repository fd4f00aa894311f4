import type { AlertRule } from './alert-rule.ts';

type Labels = Readonly<Record<string, string>>;

/** Brings the name of a pod's owner to a series of the pod. */
const withOwner =
  '* on(cluster, namespace, pod) group_left(controller) label_replace(kube_pod_owner, "controller", "$1", "owner_name", "(.*)")';
const place = ({ namespace, pod, controller, container }: Labels) =>
  `${namespace}/${pod ?? controller}${container ? ` (${container})` : ''}`;
/** What a mesh calls the workload that answers. */
const answering = 'cluster, destination_workload_namespace, destination_workload';
const asWorkload = (expression: string) =>
  `label_replace(label_replace(${expression}, "namespace", "$1", "destination_workload_namespace", "(.*)"), "workload", "$1", "destination_workload", "(.*)")`;

/** The rules of the range's company: most are Microsoft's recommended ones for AKS, by their own names. */
export const alertRules: readonly AlertRule[] = [
  {
    ...{ name: 'KubeContainerOOMKilledCount', by: 'azure-monitor', severity: 'Sev2', level: 'warning' },
    expression: `sum by (cluster, container, controller, namespace) (kube_pod_container_status_last_terminated_reason{reason="OOMKilled"} ${withOwner}) > 0`,
    description: 'Number of OOM killed containers is greater than 0.',
    summary: (it) => `Containers of ${place(it)} were OOM killed`,
  },
  {
    ...{ name: 'KubePodCrashLooping', by: 'azure-monitor', severity: 'Sev2', level: 'warning' },
    expression:
      'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff", job="kube-state-metrics"}[5m]) >= 1',
    description: 'A container waits in CrashLoopBackOff.',
    summary: (it) => `${place(it)} is crash looping`,
  },
  {
    ...{ name: 'KubePodNotReadyByController', by: 'azure-monitor', severity: 'Sev2', level: 'warning' },
    expression: `sum by (namespace, controller, cluster) (max by (namespace, pod, cluster) (kube_pod_status_phase{job="kube-state-metrics", phase=~"Pending|Unknown"}) ${withOwner}) > 0`,
    description: 'Pods of a controller have been pending for longer than 15 minutes.',
    summary: (it) => `Pods of ${place(it)} are not ready`,
  },
  {
    ...{ name: 'KubeDeploymentReplicasMismatch', by: 'azure-monitor', severity: 'Sev2', level: 'warning' },
    expression:
      'kube_deployment_spec_replicas{job="kube-state-metrics"} > kube_deployment_status_replicas_available{job="kube-state-metrics"}',
    description: 'A Deployment has not had the replicas that it wants for longer than 15 minutes.',
    summary: ({ namespace, deployment }) => `Deployment ${namespace}/${deployment} has fewer replicas than it wants`,
  },
  {
    ...{ name: 'KubeJobFailed', by: 'azure-monitor', severity: 'Sev2', level: 'warning' },
    expression: 'kube_job_status_failed{job="kube-state-metrics"} > 0',
    description: 'A Job failed to complete.',
    summary: ({ namespace, job_name }) => `Job ${namespace}/${job_name} failed to complete`,
  },
  {
    ...{ name: 'KubeHpaMaxedOut', by: 'azure-monitor', severity: 'Sev3', level: 'warning' },
    expression:
      'kube_horizontalpodautoscaler_status_current_replicas{job="kube-state-metrics"} == kube_horizontalpodautoscaler_spec_max_replicas{job="kube-state-metrics"}',
    description: 'A HorizontalPodAutoscaler has been at its maximum for longer than 15 minutes.',
    summary: ({ namespace, horizontalpodautoscaler }) =>
      `The autoscaler of ${namespace}/${horizontalpodautoscaler} is at its maximum`,
  },
  {
    ...{ name: 'KubeNodeNotReady', by: 'azure-monitor', severity: 'Sev1', level: 'critical' },
    expression: 'kube_node_status_condition{job="kube-state-metrics", condition="Ready", status="true"} == 0',
    description: 'A node has not been ready for longer than 5 minutes.',
    summary: ({ node }) => `Node ${node} is not ready`,
  },
  {
    ...{ name: 'KubeNodePressure', by: 'azure-monitor', severity: 'Sev2', level: 'warning' },
    expression:
      'kube_node_status_condition{job="kube-state-metrics", condition=~"MemoryPressure|DiskPressure", status="true"} == 1',
    description: 'A node is short of memory or disk, and evicts pods.',
    summary: ({ node, condition }) => `Node ${node} reports ${condition}`,
  },
  {
    ...{ name: 'CPUThrottlingHigh', by: 'alertmanager', severity: 'Sev3', level: 'warning' },
    expression:
      'sum by (cluster, namespace, pod, container) (increase(container_cpu_cfs_throttled_periods_total[5m])) / sum by (cluster, namespace, pod, container) (increase(container_cpu_cfs_periods_total[5m])) > 0.5',
    description: 'Processes are held back by their CPU limit in more than half of the periods.',
    summary: (it) => `CPU of ${place(it)} is throttled`,
  },
  {
    ...{ name: 'RequestErrorsHigh', by: 'alertmanager', severity: 'Sev1', level: 'critical' },
    expression: asWorkload(
      `sum by (${answering}) (rate(istio_requests_total{reporter="destination", response_code=~"5.."}[5m])) / sum by (${answering}) (rate(istio_requests_total{reporter="destination"}[5m])) > 0.05`,
    ),
    description: 'More than 5 % of the requests fail.',
    summary: ({ namespace, workload }) => `Requests to ${namespace}/${workload} fail`,
  },
  {
    ...{ name: 'RequestLatencyHigh', by: 'alertmanager', severity: 'Sev2', level: 'warning' },
    expression: asWorkload(
      `histogram_quantile(0.9, sum by (${answering}, le) (rate(istio_request_duration_milliseconds_bucket{reporter="destination"}[5m]))) > 1000`,
    ),
    description: 'One request in ten takes longer than a second.',
    summary: ({ namespace, workload }) => `Requests to ${namespace}/${workload} are slow`,
  },
];
