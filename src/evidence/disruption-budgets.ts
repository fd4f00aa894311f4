import { listed } from './kubernetes/listed.ts';

/** The PodDisruptionBudgets in the subject's reach, as the Kubernetes API tells them now. */
export const disruptionBudgets = listed('disruptionBudgets', 'poddisruptionbudgets', 'disruption budgets');
