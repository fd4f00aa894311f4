import { listed } from './kubernetes/listed.ts';

/** The Jobs in the subject's reach, as the Kubernetes API tells them now. */
export const jobs = listed('jobs', 'jobs', 'Jobs');
