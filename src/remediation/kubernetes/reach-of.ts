import type { V1PodDisruptionBudget } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import type { RolledWorkload, WorkloadTarget } from './workload-target.ts';

/** What a roll-out of a workload reaches, one sentence each; a budget that could not be read is named as such. */
export async function reachOfRollOut(
  azure: Azure,
  { clusterId, namespace, kind }: WorkloadTarget,
  workload: RolledWorkload,
): Promise<string[]> {
  const replicas = replicasOf(workload);
  return [
    replicas === 1 && kind !== 'DaemonSet'
      ? 'It has one replica: its clients may see a short gap while the new one starts.'
      : `Its ${replicas} pods are replaced one after the other, as its update strategy says.`,
    ...(strategyOf(workload) === 'Recreate' ? ['Its strategy is Recreate: all pods stop before new ones start.'] : []),
    ...(strategyOf(workload) === 'OnDelete' ? ['Its strategy is OnDelete: pods change only as they are deleted.'] : []),
    ...(await budgetLines(azure, clusterId, namespace, workload.spec?.template?.metadata?.labels ?? {})),
  ];
}

/** How many pods it wants; of a DaemonSet, how many nodes it runs on. */
export function replicasOf({ spec, status }: RolledWorkload): number {
  if (spec && 'replicas' in spec) return spec.replicas ?? 1;
  return (status && 'desiredNumberScheduled' in status ? status.desiredNumberScheduled : undefined) ?? 1;
}

function strategyOf({ spec }: RolledWorkload): string | undefined {
  if (!spec) return undefined;
  return 'strategy' in spec ? spec.strategy?.type : 'updateStrategy' in spec ? spec.updateStrategy?.type : undefined;
}

/** The budgets that cover pods with these labels, in words. */
export async function budgetLines(
  azure: Azure,
  clusterId: string,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): Promise<string[]> {
  try {
    const budgets = await azure.kubernetes.list(clusterId, 'poddisruptionbudgets', namespace);
    const covering = budgets.filter((it) => covers(it, labels));
    return covering.map(({ metadata, status }) => {
      const allowed = status?.disruptionsAllowed ?? 0;
      return `PodDisruptionBudget ${metadata?.name} allows ${allowed} of its ${status?.expectedPods ?? 0} pods to go now.`;
    });
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return [`Its disruption budgets could not be read: ${error.message}.`];
  }
}

function covers({ spec }: V1PodDisruptionBudget, labels: Readonly<Record<string, string>>): boolean {
  const { matchLabels = {}, matchExpressions = [] } = spec?.selector ?? {};
  return (
    spec?.selector !== undefined &&
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isIn = value !== undefined && values.includes(value);
      return operator === 'In' ? isIn : !isIn;
    })
  );
}
