import type { AlertSeverity } from '../../model/alert.ts';
import { dateOf } from '../reading/date-of.ts';
import { oneLine } from '../reading/one-line.ts';
import { recordOf } from '../reading/record-of.ts';
import { textOf } from '../reading/text-of.ts';
import type { KindOfAlert } from './common-alert.ts';
import type { CommonAlert } from './read-common-alert.ts';

const kinds: Readonly<Record<string, AlertSeverity>> = {
  incident: 'high',
  security: 'high',
  actionrequired: 'medium',
  maintenance: 'low',
  informational: 'info',
};
const over = new Set(['resolved', 'complete', 'completed', 'canceled', 'cancelled', 'rca']);

/** Trouble or maintenance of Azure itself: every update comes under another alert's id, all under one tracking id; its stage says when it is over. */
export function serviceHealth({ essentials, context, properties }: CommonAlert): KindOfAlert {
  const tracking = textOf(properties.trackingId);
  const kind = textOf(properties.incidentType);
  const stage = textOf(properties.stage) ?? textOf(context.status);
  const title = textOf(properties.title) ?? textOf(properties.defaultLanguageTitle);
  const text = textOf(properties.communication) ?? textOf(properties.defaultLanguageContent);
  const [service, region] = [textOf(properties.service), textOf(properties.region)];
  // Written in HTML; shown as text.
  const plain = text && oneLine(text.slice(0, 20_000).replace(/<[^<>]{0,2000}>/g, ' '), 2_000);
  // Maintenance is announced before it begins: the word of it stands from now on.
  const [impact, fired] = [dateOf(properties.impactStartTime), dateOf(essentials.firedDateTime)];
  const services = servicesOf(properties.impactedServices);
  const subscription = textOf(Array.isArray(essentials.alertTargetIDs) ? essentials.alertTargetIDs[0] : undefined);
  return {
    identity: tracking && `service-health:${tracking}:${subscription?.toLowerCase() ?? ''}`,
    alertname: kind ? `ServiceHealth${kind}` : undefined,
    over: over.has(stage?.toLowerCase() ?? '') || essentials.monitorCondition?.toLowerCase() === 'resolved',
    title: title && `${title}${region ? ` (${region})` : ''}`,
    severity: kind && Object.hasOwn(kinds, kind.toLowerCase()) ? kinds[kind.toLowerCase()] : undefined,
    labels: {
      ...(service && { service }),
      ...(region && { region }),
      ...(tracking && { tracking_id: tracking }),
    },
    annotations: {
      ...(title && { summary: title }),
      ...(stage && { stage }),
      ...(plain && { communication: plain }),
      ...(services.length > 0 && { impacted_services: services.join(', ') }),
    },
    startsAt: impact && fired && fired < impact ? fired : impact,
    endsAt: dateOf(properties.impactMitigationTime),
  };
}

/** A list, or the list as a string of JSON. */
function servicesOf(value: unknown): string[] {
  let list = value;
  if (typeof value === 'string') {
    try {
      list = JSON.parse(value);
    } catch {
      // Neither form: the whole stands in `raw`.
      return [];
    }
  }
  if (!Array.isArray(list)) return [];
  return list.flatMap((it) => {
    const name = textOf(recordOf(it)?.ServiceName);
    return name ? [oneLine(name, 100)] : [];
  });
}
