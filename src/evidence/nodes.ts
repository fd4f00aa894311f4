import { listed } from './kubernetes/listed.ts';

/** The nodes of the subject's cluster, as the Kubernetes API tells them now. */
export const nodes = listed('nodes', 'nodes', 'nodes');
