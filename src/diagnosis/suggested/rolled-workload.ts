import type { ObjectRef } from '../../model/finding.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { rolledKinds, type WorkloadTarget } from '../../remediation/kubernetes/workload-target.ts';

/** What a change may be for: the subject itself, or a workload that a finding blames in the subject's cluster. */
export type Changed = ObjectRef & { cluster: Pick<ClusterRef, 'id'> };

/** It as the changes of workloads name it; undefined for what is rolled out by no template. */
export function rolledWorkload({ cluster, kind, namespace, name }: Changed): WorkloadTarget | undefined {
  const rolled = rolledKinds.find((it) => it === kind);
  return rolled && { clusterId: cluster.id, namespace, kind: rolled, name };
}
