import { listed } from './kubernetes/listed.ts';

/** The network policies in the subject's reach, as the Kubernetes API tells them now. */
export const networkPolicies = listed('networkPolicies', 'networkpolicies', 'network policies');
