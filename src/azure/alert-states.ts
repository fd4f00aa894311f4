import { z } from 'zod';
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
  /** How an alert of Azure Monitor stands (GET, Microsoft.AlertsManagement 2019-03-01). Throws UpstreamError. */
  monitorAlert(id: string): Promise<MonitorAlertNow>;
  /**
   * Whether a rule says when what it fired is over. A log search rule need not: with autoMitigate off its alerts stay
   * fired for ever (GET, Microsoft.Insights/scheduledQueryRules 2021-08-01). All other rules do. Throws UpstreamError.
   */
  resolvesItself(rule: string): Promise<boolean>;
}

/** How an alert of Azure Monitor stands at its own place. */
export interface MonitorAlertNow {
  /** Its condition is resolved, or somebody has closed it. */
  isOver: boolean;
  /** When its condition was resolved. */
  endedAt?: Date;
  /** ARM id of the rule that fired it, where it is told. */
  rule?: string;
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

const ruleId = new RegExp(
  `^/subscriptions(/${segment})*/providers/Microsoft\\.Insights/scheduledQueryRules/${segment}$`,
  'i',
);
const role = 'Monitoring Reader';

const Alert = z.object({
  properties: z.object({
    essentials: z.object({
      monitorCondition: z.enum(['Fired', 'Resolved']),
      alertState: z.string().nullish(),
      monitorConditionResolvedDateTime: z.string().nullish(),
      alertRule: z.string().nullish(),
    }),
  }),
});
const Rule = z.object({ properties: z.object({ autoMitigate: z.boolean().nullish() }) });

/** ARM over HTTP: the operations for states are missing in the SDKs, or lack one of them. */
export function connectAlertStates(access: Access): (work: Work) => AlertStates {
  const send = connectSender(access);

  return (work) => {
    async function post(service: ServiceName, id: string, path: string, more: { body?: object; role?: string }) {
      const url = `${id}/${path}`;
      return receiptOf((await send(work, { service, target: id, method: 'POST', url, once: true, ...more })).headers);
    }
    async function read<T>(shape: z.ZodType<T>, id: string, version: string): Promise<T> {
      const url = `${id}?api-version=${version}`;
      const { body } = await send(work, { service: 'Azure Monitor', target: id, method: 'GET', url, role });
      const found = shape.safeParse(body);
      if (found.success) return found.data;
      throw new UpstreamError('Azure Monitor', 'malformed', 'gave an answer that is not understood', { target: id });
    }
    return {
      async setMonitorAlert(id, state, comment) {
        checkId('Azure Monitor', monitorId, id);
        const query = new URLSearchParams({ 'api-version': '2019-03-01', newState: monitorStates[state] });
        return post('Azure Monitor', id, `changestate?${query}`, { body: { comment: comment.slice(0, 1_000) } });
      },
      async monitorAlert(id) {
        checkId('Azure Monitor', monitorId, id);
        const { essentials } = (await read(Alert, id, '2019-03-01')).properties;
        const endedAt = new Date(essentials.monitorConditionResolvedDateTime ?? Number.NaN);
        return {
          isOver: essentials.monitorCondition === 'Resolved' || essentials.alertState === 'Closed',
          ...(!Number.isNaN(endedAt.getTime()) && { endedAt }),
          ...(essentials.alertRule && { rule: essentials.alertRule }),
        };
      },
      async resolvesItself(rule) {
        if (rule.length > 1_000 || !ruleId.test(rule)) return true;
        return (await read(Rule, rule, '2021-08-01')).properties.autoMitigate !== false;
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
