import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import { selects } from './selects.ts';

/** The budgets that cover pods with these labels, in words. */
export async function budgetLines(
  azure: Azure,
  clusterId: string,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): Promise<string[]> {
  try {
    const budgets = await azure.kubernetes.list(clusterId, 'poddisruptionbudgets', namespace);
    const covering = budgets.filter(({ spec }) => selects(spec?.selector, labels));
    return covering.map(({ metadata, status }) => {
      const allowed = status?.disruptionsAllowed ?? 0;
      return `PodDisruptionBudget ${metadata?.name} allows ${allowed} of its ${status?.expectedPods ?? 0} pods to go now.`;
    });
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return [`Its disruption budgets could not be read: ${error.message}.`];
  }
}
