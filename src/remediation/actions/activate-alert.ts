import { z } from 'zod';
import { alertTarget, defineAlertState } from '../defender/alert-state.ts';

/** Brings a Defender alert back that was resolved or dismissed. */
export const activateAlert = defineAlertState('Active', {
  name: 'activate-alert',
  title: 'Activate the alert again',
  risk: 'low',
  input: z.strictObject(alertTarget),
  reach: ['It stands among the active alerts again, for everybody in Defender for Cloud.'],
});
