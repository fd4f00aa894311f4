import { listed } from './kubernetes/listed.ts';

/** The service accounts in the subject's reach, as the Kubernetes API tells them now. */
export const serviceAccounts = listed('serviceAccounts', 'serviceaccounts', 'service accounts');
