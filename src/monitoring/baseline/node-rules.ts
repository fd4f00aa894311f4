import { prometheusAlert } from '../../model/baseline-alert.ts';

/**
 * The recommended alert rules of managed Prometheus for nodes: names, expressions, severities and times as
 * Microsoft publishes them (Azure/prometheus-collector, recommendedMetricAlerts.json).
 */
export const nodeRules = [
  prometheusAlert({
    name: 'KubeNodeUnreachable',
    level: 'node',
    says: 'A node cannot be reached.',
    severity: 3,
    forMinutes: 15,
    resolveMinutes: 10,
    expression:
      '(kube_node_spec_taint{job="kube-state-metrics",key="node.kubernetes.io/unreachable",effect="NoSchedule"} unless ignoring(key,value) kube_node_spec_taint{job="kube-state-metrics",key=~"ToBeDeletedByClusterAutoscaler|cloud.google.com/impending-node-termination|aws-node-termination-handler/spot-itn"}) == 1',
  }),
  prometheusAlert({
    name: 'KubeNodeReadinessFlapping',
    level: 'node',
    says: 'A node becomes ready and unready again and again.',
    severity: 3,
    forMinutes: 15,
    resolveMinutes: 10,
    expression: 'sum(changes(kube_node_status_condition{status="true",condition="Ready"}[15m])) by (cluster, node) > 2',
  }),
  prometheusAlert({
    name: 'KubeNodeDiskUsageHigh',
    level: 'node',
    says: 'The disk of a node is four fifths full.',
    severity: 3,
    forMinutes: 15,
    resolveMinutes: 10,
    expression:
      '100 - ((node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"}) * 100) > 80',
  }),
];
