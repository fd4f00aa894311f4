import type { Alert } from '../../model/alert.ts';
import { identityOf } from '../reading/identity-of.ts';
import { failureMark, platformEventOf, platformLabel } from './platform-events.ts';

/**
 * An alert as it came, and beside the end of an upgrade the trouble that a failed one is: that lasts until the same is
 * upgraded, however often it is tried meanwhile.
 */
export function withFailure(alert: Alert): Alert[] {
  const kind = platformEventOf(alert.labels);
  if (kind !== 'upgrade_failed' && kind !== 'upgrade_finished') return [alert];
  const { endsAt: _, ...lasting } = alert;
  const failure: Alert = {
    ...(kind === 'upgrade_failed' ? { ...lasting, status: 'firing' } : alert),
    identity: identityOf(`failure/${alert.identity}`),
    labels: { ...alert.labels, [platformLabel]: failureMark },
  };
  return [alert, failure];
}
