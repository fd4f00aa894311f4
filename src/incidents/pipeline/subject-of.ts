import type { Azure } from '../../azure/azure.ts';
import { clustersOf } from '../../azure/estate.ts';
import { locateWorkload } from '../../diagnosis/locate-workload.ts';
import type { Alert } from '../../model/alert.ts';
import type { ClusterRef, Subject } from '../../model/subject.ts';
import { type Labels, labelValue } from '../matcher.ts';

/** What a thing is called in labels, the surest first. */
const workloadLabels = [
  'workload',
  'deployment',
  'statefulset',
  'daemonset',
  'job_name',
  'cronjob',
  'replicaset',
  'pod',
];

/**
 * What an incident's alerts are about, as far as it can be asked why: the workload, node, namespace or cluster that
 * their labels name; undefined when they name no cluster that is known, or tell of an attack on no workload. What the
 * alerts say goes along as a hint.
 */
export async function subjectOf(
  alerts: readonly Pick<Alert, 'labels' | 'title' | 'annotations'>[],
  azure: Azure,
  now: Date,
): Promise<Subject | undefined> {
  const [first] = alerts;
  if (!first) return undefined;
  if (!labelValue(first.labels, 'cluster_id') && !labelValue(first.labels, 'cluster')) return undefined;
  const cluster = clusterOf(first.labels, await clustersOf(azure));
  if (!cluster) return undefined;
  const report = alerts
    .slice(0, 5)
    .map(({ title, annotations }) => [title, annotations.summary, annotations.description].filter(Boolean).join(' '))
    .join('\n')
    .slice(0, 4_000);
  const common = (name: string) => {
    const values = new Set(alerts.map(({ labels }) => labelValue(labels, name)));
    return values.size === 1 ? ([...values][0] ?? '') : '';
  };
  const namespace = common('namespace');
  const name = workloadLabels.map(common).find((it) => it !== '');
  if (name) {
    const wanted = { name, cluster: cluster.name, ...(namespace !== '' && { namespace }) };
    const located = await locateWorkload(azure, wanted, now);
    if (located.kind === 'found') return { ...located.subject, report };
  }
  const node = common('node');
  if (node && !namespace) return { cluster, kind: 'Node', namespace: '', name: node, report };
  // Whatever else is wrong in a place explains no attack on it.
  if (labelValue(first.labels, 'compromised_entity')) return undefined;
  if (namespace) return { cluster, kind: 'Namespace', namespace, name: namespace, report };
  return { cluster, kind: 'Cluster', namespace: '', name: cluster.name, report };
}

function clusterOf(labels: Labels, clusters: readonly ClusterRef[]): ClusterRef | undefined {
  const id = labelValue(labels, 'cluster_id').toLowerCase();
  const name = labelValue(labels, 'cluster').toLowerCase();
  return (
    clusters.find((it) => id !== '' && it.id.toLowerCase() === id) ??
    clusters.find((it) => name !== '' && it.name.toLowerCase() === name)
  );
}
