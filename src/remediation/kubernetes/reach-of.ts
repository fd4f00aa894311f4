import type { Azure } from '../../azure/azure.ts';
import { budgetLines } from './budget-lines.ts';
import { ownerOf } from './owner-of.ts';
import type { RolledWorkload, WorkloadTarget } from './workload-target.ts';

/** What a roll-out of a workload reaches, one sentence each; a budget that could not be read is named as such. */
export async function reachOfRollOut(
  azure: Azure,
  { clusterId, namespace, kind }: WorkloadTarget,
  workload: RolledWorkload,
): Promise<string[]> {
  const replicas = replicasOf(workload);
  const { type, partition } = updateStrategyOf(workload);
  const owner = ownerOf(workload);
  return [
    replicas === 0
      ? 'It has no pods now: the change counts for the next ones.'
      : replicas === 1 && kind !== 'DaemonSet'
        ? 'It has one replica: its clients may see a short gap while the new one starts.'
        : `Its ${replicas} pods are replaced one after the other, as its update strategy says.`,
    ...(type === 'Recreate' ? ['Its strategy is Recreate: all pods stop before new ones start.'] : []),
    ...(type === 'OnDelete' ? ['Its strategy is OnDelete: pods change only as they are deleted.'] : []),
    ...(partition > 0 ? [`Its partition is ${partition}: pods with a lower number stay as they are.`] : []),
    ...(owner === undefined ? [] : [`It belongs to ${owner}, which may put it back.`]),
    ...(await budgetLines(azure, clusterId, namespace, workload.spec?.template?.metadata?.labels ?? {})),
  ];
}

/** How many pods it wants; of a DaemonSet, how many nodes it runs on. */
export function replicasOf({ spec, status }: RolledWorkload): number {
  if (status && 'desiredNumberScheduled' in status) return status.desiredNumberScheduled ?? 0;
  return (spec && 'replicas' in spec ? spec.replicas : undefined) ?? 1;
}

/** How pods are replaced; without a partition, all of them. */
export function updateStrategyOf({ spec }: RolledWorkload): { type: string; partition: number } {
  const strategy = spec && ('strategy' in spec ? spec.strategy : 'updateStrategy' in spec ? spec.updateStrategy : {});
  const { type = 'RollingUpdate', rollingUpdate } = strategy ?? {};
  return { type, partition: (rollingUpdate && 'partition' in rollingUpdate ? rollingUpdate.partition : 0) ?? 0 };
}
