import type { V1Pod, V1PodDisruptionBudget } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import { selects } from '../kubernetes/selects.ts';

/** The disruption budgets of a cluster; or why they could not be read, in a sentence. */
export async function budgetsIn(azure: Azure, clusterId: string): Promise<V1PodDisruptionBudget[] | string> {
  try {
    return await azure.kubernetes.list(clusterId, 'poddisruptionbudgets');
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return `The disruption budgets could not be read: ${error.service} ${error.message}.`;
  }
}

/** Whether a budget covers a pod. */
export function coversPod({ metadata, spec }: V1PodDisruptionBudget, pod: V1Pod): boolean {
  return metadata?.namespace === pod.metadata?.namespace && selects(spec?.selector, pod.metadata?.labels ?? {});
}

/** What budgets say to pods that are to go together, one sentence a budget. */
export function budgetsOn(budgets: readonly V1PodDisruptionBudget[], going: readonly V1Pod[]): string[] {
  return budgets.flatMap((budget) => {
    const count = going.filter((it) => coversPod(budget, it)).length;
    if (count === 0) return [];
    const { metadata, status } = budget;
    const allowed = Math.min(count, status?.disruptionsAllowed ?? 0);
    const rest = allowed < count ? '; the others are waited for until it lets them go' : '';
    return [
      `PodDisruptionBudget ${metadata?.namespace}/${metadata?.name} lets ${allowed} of the ${count} here go now${rest}.`,
    ];
  });
}
