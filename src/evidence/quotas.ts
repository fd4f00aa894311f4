import { listed } from './kubernetes/listed.ts';

/** The resource quotas in the subject's reach, as the Kubernetes API tells them now. */
export const quotas = listed('quotas', 'resourcequotas', 'resource quotas');
