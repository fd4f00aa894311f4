import { listed } from './kubernetes/listed.ts';

/** The DaemonSets in the subject's reach, as the Kubernetes API tells them now. */
export const daemonSets = listed('daemonSets', 'daemonsets', 'DaemonSets');
