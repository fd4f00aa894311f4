import { listed } from './kubernetes/listed.ts';

/** The Services in the subject's reach, as the Kubernetes API tells them now. */
export const services = listed('services', 'services', 'Services');
