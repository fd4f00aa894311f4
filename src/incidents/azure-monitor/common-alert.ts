import type { Alert } from '../../model/alert.ts';
import { dateOf } from '../reading/date-of.ts';
import { httpsLink } from '../reading/https-link.ts';
import { identityOf } from '../reading/identity-of.ts';
import { oneLine } from '../reading/one-line.ts';
import { severityOf } from '../reading/severity-of.ts';
import { textOf } from '../reading/text-of.ts';
import { activityLog } from './activity-log.ts';
import { alertLabels } from './alert-labels.ts';
import { condition } from './condition.ts';
import { prometheus } from './prometheus.ts';
import { type CommonAlert, readCommonAlert } from './read-common-alert.ts';
import { resourceHealth } from './resource-health.ts';
import { serviceHealth } from './service-health.ts';

/** What a kind of alert says beside the essentials; what is undefined, the essentials say. */
export interface KindOfAlert {
  /** The trouble's own identity, where the alert's id names the notice and not the trouble. */
  identity?: string | undefined;
  alertname?: string | undefined;
  title?: string | undefined;
  severity?: Alert['severity'] | undefined;
  /** The essentials of these kinds never say that it is over. */
  over?: boolean | undefined;
  /** Told once, never resolved. */
  event?: boolean;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  startsAt?: Date | undefined;
  endsAt?: Date | undefined;
}

/** A body of the common alert schema as an alert; throws MalformedBody. */
export function commonAlert(body: unknown, now: Date): Alert {
  const sent = readCommonAlert(body);
  const { essentials } = sent;
  const kind = kindOf(sent);
  const alertname = kind.alertname ?? textOf(essentials.alertRule) ?? 'Azure Monitor alert';
  const severity = kind.severity ?? severityOf(essentials.severity) ?? 'medium';
  const resolved = kind.over ?? essentials.monitorCondition?.toLowerCase() === 'resolved';
  const startsAt = kind.startsAt ?? dateOf(essentials.firedDateTime) ?? now;
  const description = textOf(essentials.description);
  const originAlertId = textOf(essentials.originAlertId);
  const link = httpsLink(essentials.investigationLink) ?? portalLink(essentials.alertId);
  return {
    source: 'azure-monitor',
    identity: identityOf(kind.identity ?? instanceOf(sent)),
    status: resolved ? 'resolved' : 'firing',
    severity,
    title: oneLine(kind.title ?? alertname) || 'Azure Monitor alert',
    labels: { severity, ...alertLabels(sent), ...kind.labels, alertname, ...(kind.event && { kind: 'event' }) },
    annotations: {
      ...(description && { description }),
      alert_id: essentials.alertId,
      ...(originAlertId && { origin_alert_id: originAlertId }),
      ...kind.annotations,
    },
    startsAt,
    ...(resolved && { endsAt: endOf(dateOf(essentials.resolvedDateTime) ?? kind.endsAt ?? now, startsAt, now) }),
    ...(link && { link }),
    raw: body,
  };
}

/** An alert's own id stands for one trouble from Fired to Resolved; where it is the id of a rule, the origin's id does. */
function instanceOf({ essentials }: CommonAlert): string {
  const { alertId } = essentials;
  return isInstance(alertId) ? alertId.toLowerCase() : (textOf(essentials.originAlertId) ?? alertId);
}

/** Maintenance that was called off has an end to come: what is over is over by now, and not before it began. */
function endOf(end: Date, startsAt: Date, now: Date): Date {
  const past = end < now ? end : now;
  return past < startsAt ? startsAt : past;
}

function kindOf(sent: CommonAlert): KindOfAlert {
  switch (sent.kind) {
    case 'prometheus':
      return prometheus(sent);
    case 'service-health':
      return serviceHealth(sent);
    case 'resource-health':
      return resourceHealth(sent);
    case 'activity-log':
      return activityLog(sent);
    case 'condition':
      return condition(sent);
  }
}

function portalLink(alertId: string): string | undefined {
  if (!isInstance(alertId)) return undefined;
  return httpsLink(
    `https://portal.azure.com/#view/Microsoft_Azure_Monitoring_Alerts/AlertDetails.ReactView/alertId/${encodeURIComponent(alertId.toWellFormed())}`,
  );
}

function isInstance(alertId: string): boolean {
  return /\/microsoft\.alertsmanagement\/alerts\//i.test(alertId);
}
