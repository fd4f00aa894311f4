import { listed } from './kubernetes/listed.ts';

/** The persistent volumes of the subject's cluster, as the Kubernetes API tells them now. */
export const volumes = listed('volumes', 'persistentvolumes', 'persistent volumes');
