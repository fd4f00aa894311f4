import { z } from 'zod';
import { alertTarget, defineAlertState } from '../defender/alert-state.ts';

/** Says of a Defender alert that somebody works on it. */
export const startAlert = defineAlertState('InProgress', {
  name: 'start-alert',
  title: 'Set the alert in progress',
  risk: 'low',
  input: z.strictObject(alertTarget),
  reach: ['Everybody sees in Defender for Cloud that somebody works on it.'],
});
