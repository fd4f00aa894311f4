import { above, type MetricAlert, type MetricThreshold, metricAlert } from '../../model/baseline-alert.ts';

const cluster = 'Microsoft.ContainerService/managedClusters';
const registry = 'Microsoft.ContainerRegistry/registries';
const containerApp = 'Microsoft.App/containerApps';
const containerGroup = 'Microsoft.ContainerInstance/containerGroups';
const batch = 'Microsoft.Batch/batchAccounts';

const gigabyte = 1_000_000_000;
/** What is usual differs from group to group, so the service learns it. */
const learned: MetricThreshold = { kind: 'dynamic', sensitivity: 'Low', failing: { runs: 4, of: 4 } };
const eachContainer = [{ name: 'containerName', operator: 'Include' as const, values: ['*'] }];

/**
 * The platform metrics that are worth an alert on every resource of their kind. The first two of a cluster are among
 * Microsoft's recommended rules; the names of metrics and dimensions are those of Azure Monitor's metrics reference.
 */
export const metricAlerts: readonly MetricAlert[] = [
  metricAlert({
    name: 'node-cpu',
    says: 'The nodes use nearly all of their CPU.',
    metric: 'node_cpu_usage_percentage',
    namespace: cluster,
    threshold: above(95),
  }),
  metricAlert({
    name: 'node-memory',
    says: 'Containers use more memory than the nodes can allocate.',
    metric: 'node_memory_working_set_percentage',
    namespace: cluster,
    threshold: above(100),
  }),
  metricAlert({
    name: 'node-disk',
    says: 'The disks of the nodes are four fifths full.',
    metric: 'node_disk_usage_percentage',
    namespace: cluster,
    threshold: above(80),
    severity: 2,
  }),
  metricAlert({
    name: 'failed-pods',
    says: 'There are pods that failed.',
    metric: 'kube_pod_status_phase',
    namespace: cluster,
    threshold: above(0),
    dimensions: [{ name: 'phase', operator: 'Include', values: ['Failed'] }],
  }),
  metricAlert({
    name: 'nodes-not-ready',
    says: 'Nodes are not ready, or nobody knows how they are.',
    metric: 'kube_node_status_condition',
    namespace: cluster,
    threshold: above(0),
    aggregation: 'Total',
    severity: 2,
    dimensions: [{ name: 'status2', operator: 'Include', values: ['NotReady', 'Unknown'] }],
  }),
  metricAlert({
    name: 'unschedulable-pods',
    says: 'The cluster autoscaler finds no room for pods.',
    metric: 'cluster_autoscaler_unschedulable_pods_count',
    namespace: cluster,
    threshold: above(0),
    windowMinutes: 15,
  }),
  metricAlert({
    name: 'storage',
    says: 'The registry keeps more than a Standard registry has room for at its own price.',
    metric: 'StorageUsed',
    namespace: registry,
    threshold: above(100 * gigabyte),
    windowMinutes: 60,
    everyMinutes: 60,
  }),
  metricAlert({
    name: 'cpu',
    says: 'The app uses nearly all of one core.',
    metric: 'UsageNanoCores',
    namespace: containerApp,
    threshold: above(0.9 * gigabyte),
    severity: 2,
  }),
  metricAlert({
    name: 'memory',
    says: 'The app uses more than half a gigabyte of memory.',
    metric: 'WorkingSetBytes',
    namespace: containerApp,
    threshold: above(0.5 * gigabyte),
    severity: 2,
  }),
  metricAlert({
    name: 'restarts',
    says: 'Replicas of the app restart again and again.',
    metric: 'RestartCount',
    namespace: containerApp,
    threshold: above(3),
    aggregation: 'Maximum',
    severity: 2,
  }),
  metricAlert({
    name: 'no-replicas',
    says: 'The app has no replica left.',
    metric: 'Replicas',
    namespace: containerApp,
    threshold: above(1),
    operator: 'LessThan',
    aggregation: 'Maximum',
    severity: 1,
  }),
  metricAlert({
    name: 'cpu',
    says: 'A container of the group uses more CPU than it used to.',
    metric: 'CpuUsage',
    namespace: containerGroup,
    threshold: learned,
    dimensions: eachContainer,
  }),
  metricAlert({
    name: 'memory',
    says: 'A container of the group uses more memory than it used to.',
    metric: 'MemoryUsage',
    namespace: containerGroup,
    threshold: learned,
    dimensions: eachContainer,
  }),
  metricAlert({
    name: 'unusable-nodes',
    says: 'Nodes of the pools cannot be used.',
    metric: 'UnusableNodeCount',
    namespace: batch,
    threshold: above(2),
    aggregation: 'Total',
    severity: 2,
  }),
  metricAlert({
    name: 'offline-nodes',
    says: 'Nodes of the pools are offline.',
    metric: 'OfflineNodeCount',
    namespace: batch,
    threshold: above(0),
    aggregation: 'Total',
  }),
  metricAlert({
    name: 'failed-tasks',
    says: 'Tasks end as failed.',
    metric: 'TaskFailEvent',
    namespace: batch,
    threshold: above(0),
    aggregation: 'Total',
    endsItself: false,
  }),
];
