import { UpstreamError } from '../errors.ts';
import type { ServiceName } from '../model/origin.ts';
import type { Access, Work } from './access.ts';
import { armSegment as segment } from './arm-path.ts';
import { connectSender } from './plain-request.ts';
import { type Receipt, receiptOf } from './receipt.ts';

/** What a person did about an alert, in one word for both services. */
export type AlertState = 'acknowledged' | 'resolved' | 'reopened';

/** Defender for Cloud can also be told that an alert means nothing. */
export type SecurityAlertState = AlertState | 'dismissed';

/** States of Defender for Cloud's alerts. Nothing here is tried twice: whoever calls decides that. */
export interface SecurityAlertStates {
  /**
   * An alert of Defender for Cloud (POST .../inProgress, resolve, activate, dismiss; 2022-01-01), which takes no comment
   * and no If-Match. Throws UpstreamError.
   */
  setSecurityAlert(id: string, state: SecurityAlertState): Promise<Receipt>;
}

/** States of alerts at their own services. Nothing here is tried twice: whoever calls decides that. */
export interface AlertStates extends SecurityAlertStates {
  /**
   * An alert of Azure Monitor (POST .../changestate, Microsoft.AlertsManagement 2019-03-01); the comment is kept in its
   * history. Throws UpstreamError.
   */
  setMonitorAlert(id: string, state: AlertState, comment: string): Promise<Receipt>;
}

const monitorStates = { acknowledged: 'Acknowledged', resolved: 'Closed', reopened: 'New' } as const;
const securityStates = {
  acknowledged: 'inProgress',
  resolved: 'resolve',
  reopened: 'activate',
  dismissed: 'dismiss',
} as const;

const monitorId = new RegExp(`^(/${segment})*/providers/Microsoft\\.AlertsManagement/alerts/${segment}$`, 'i');
const securityId = new RegExp(
  `^/subscriptions(/${segment})*/providers/Microsoft\\.Security/locations/${segment}/alerts/${segment}$`,
  'i',
);

/** ARM over HTTP: the operations for states are missing in the SDKs, or lack one of them. */
export function connectAlertStates(access: Access): (work: Work) => AlertStates {
  const send = connectSender(access);

  return (work) => {
    async function post(service: ServiceName, id: string, path: string, more: { body?: object; role?: string }) {
      const url = `${id}/${path}`;
      return receiptOf((await send(work, { service, target: id, method: 'POST', url, once: true, ...more })).headers);
    }
    return {
      async setMonitorAlert(id, state, comment) {
        checkId('Azure Monitor', monitorId, id);
        const query = new URLSearchParams({ 'api-version': '2019-03-01', newState: monitorStates[state] });
        return post('Azure Monitor', id, `changestate?${query}`, { body: { comment: comment.slice(0, 1_000) } });
      },
      async setSecurityAlert(id, state) {
        checkId('Defender for Cloud', securityId, id);
        const path = `${securityStates[state]}?api-version=2022-01-01`;
        return post('Defender for Cloud', id, path, { role: 'Security Admin' });
      },
    };
  };
}

/** The id came with an alert, from outside: only what can be nothing but an alert's id becomes part of an address. */
function checkId(service: ServiceName, form: RegExp, id: string): void {
  if (id.length > 1_000 || !form.test(id))
    throw new UpstreamError(service, 'malformed', 'gave an id that is not understood');
}
