import type { Cluster } from '../estate.ts';

/** Has every pod of a workload write of a failure again and again since a moment. */
export function complain(cluster: Cluster, workload: string, since: Date, text: string): void {
  for (const pod of cluster.pods.filter((it) => it.workload.name === workload && !it.goneAt))
    for (const container of pod.containers.filter((it) => !it.init))
      pod.complaints.set(container.name, { since, text });
}
