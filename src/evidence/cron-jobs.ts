import { listed } from './kubernetes/listed.ts';

/** The CronJobs in the subject's reach, as the Kubernetes API tells them now. */
export const cronJobs = listed('cronJobs', 'cronjobs', 'CronJobs');
