import { listed } from './kubernetes/listed.ts';

/** The storage classes of the subject's cluster, as the Kubernetes API tells them now. */
export const storageClasses = listed('storageClasses', 'storageclasses', 'storage classes');
