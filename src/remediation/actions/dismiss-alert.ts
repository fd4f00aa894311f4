import { z } from 'zod';
import { alertTarget, defineAlertState } from '../defender/alert-state.ts';

/** Says of a Defender alert that it means nothing, and why. */
export const dismissAlert = defineAlertState('Dismissed', {
  name: 'dismiss-alert',
  title: 'Dismiss the alert',
  risk: 'medium',
  input: z.strictObject({ ...alertTarget, /** Untrusted text. */ reason: z.string().trim().min(3).max(300) }),
  reach: [
    'It leaves the list of alerts for everybody in Defender for Cloud; what happened is not undone by it.',
    'Alerts like it go on coming: this is no suppression rule.',
  ],
});
