import { z } from 'zod';
import { alertTarget, defineAlertState } from '../defender/alert-state.ts';

/** Says of a Defender alert that it is dealt with. */
export const resolveAlert = defineAlertState('Resolved', {
  name: 'resolve-alert',
  title: 'Resolve the alert',
  // It hides an alert from everybody, as dismissing does: never approved by itself.
  risk: 'medium',
  input: z.strictObject(alertTarget),
  reach: [
    'It leaves the list of active alerts for everybody in Defender for Cloud; what happened is not undone by it.',
  ],
});
