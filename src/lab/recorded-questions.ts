import type { RecordedCluster } from './recorded/recorded-cluster.ts';
import { recordedName } from './recorded/recorded-world.ts';

/** What to ask first of a recorded cluster: why, of its first workloads where the trouble is. */
export function recordedQuestions({ objects, namespace }: RecordedCluster): string[] {
  const workloads = objects
    .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet')
    .filter(({ metadata }) => (namespace ? metadata.namespace === namespace : metadata.namespace !== 'kube-system'))
    .slice(0, 3);
  return [
    ...workloads.map(({ metadata }) => `why ${metadata.name} cluster=${recordedName} ns=${metadata.namespace}`),
    `cluster health ${recordedName}`,
    'help',
  ];
}
