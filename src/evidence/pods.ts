import { listed } from './kubernetes/listed.ts';

/** The pods in the subject's reach, as the Kubernetes API tells them now. */
export const pods = listed('pods', 'pods', 'pods of the namespace');
