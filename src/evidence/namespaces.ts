import { listed } from './kubernetes/listed.ts';

/** The namespaces of the subject's cluster, as the Kubernetes API tells them now. */
export const namespaces = listed('namespaces', 'namespaces', 'namespaces');
