import { listed } from './kubernetes/listed.ts';

/** The ReplicaSets (the revisions of Deployments) in the subject's reach, as the Kubernetes API tells them now. */
export const replicaSets = listed('replicaSets', 'replicasets', 'ReplicaSets (the revisions of Deployments)');
