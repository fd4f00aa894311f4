import { listed } from './kubernetes/listed.ts';

/** The Deployments in the subject's reach, as the Kubernetes API tells them now. */
export const deployments = listed('deployments', 'deployments', 'Deployments');
