import { listed } from './kubernetes/listed.ts';

/** The ConfigMaps in the subject's reach, as the Kubernetes API tells them now. */
export const configMaps = listed('configMaps', 'configmaps', 'ConfigMaps');
