import type { Subject } from '../../model/subject.ts';
import { rolledKinds, type WorkloadTarget } from '../../remediation/kubernetes/workload-target.ts';

/** The subject as the changes of workloads name it; undefined for what is rolled out by no template. */
export function rolledWorkload({ cluster, kind, namespace, name }: Subject): WorkloadTarget | undefined {
  const rolled = rolledKinds.find((it) => it === kind);
  return rolled && { clusterId: cluster.id, namespace, kind: rolled, name };
}
