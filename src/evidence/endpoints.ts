import { listed } from './kubernetes/listed.ts';

/** The endpoints of the Services in the subject's reach, as the Kubernetes API tells them now. */
export const endpoints = listed('endpoints', 'endpoints', 'endpoints of the Services');
