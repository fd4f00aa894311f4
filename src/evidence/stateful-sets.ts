import { listed } from './kubernetes/listed.ts';

/** The StatefulSets in the subject's reach, as the Kubernetes API tells them now. */
export const statefulSets = listed('statefulSets', 'statefulsets', 'StatefulSets');
