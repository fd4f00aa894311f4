import { listed } from './kubernetes/listed.ts';

/** The autoscalers in the subject's reach, as the Kubernetes API tells them now. */
export const autoscalers = listed('autoscalers', 'horizontalpodautoscalers', 'autoscalers');
