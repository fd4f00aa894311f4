import { listed } from './kubernetes/listed.ts';

/** The limit ranges in the subject's reach, as the Kubernetes API tells them now. */
export const limitRanges = listed('limitRanges', 'limitranges', 'limit ranges');
