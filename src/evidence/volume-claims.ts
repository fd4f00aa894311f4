import { listed } from './kubernetes/listed.ts';

/** The volume claims in the subject's reach, as the Kubernetes API tells them now. */
export const volumeClaims = listed('volumeClaims', 'persistentvolumeclaims', 'volume claims');
