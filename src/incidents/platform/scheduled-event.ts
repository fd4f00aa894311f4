import type { Alert, AlertSeverity } from '../../model/alert.ts';
import { armLabels, clusterIdOf } from '../reading/arm-labels.ts';
import { dateOf } from '../reading/date-of.ts';
import { identityOf } from '../reading/identity-of.ts';
import { oneLine } from '../reading/one-line.ts';
import { textOf } from '../reading/text-of.ts';
import { type PlatformEvent, platformLabel } from './platform-events.ts';

/** A record of AKS's Communication Manager, pushed by Event Grid or read from Resource Graph. */
export interface ScheduledRecord {
  source: string;
  /** ARM id of the record: it lies below its cluster. */
  id: string;
  /** eventId, eventStatus, eventDetails, description, scheduledTime, startTime, lastUpdateTime, resources. */
  properties: Readonly<Record<string, unknown>>;
  raw: unknown;
}

interface State {
  kind: PlatformEvent;
  severity: AlertSeverity;
  isOver: boolean;
  words: string;
}

const states: Readonly<Record<string, State>> = {
  scheduled: { kind: 'maintenance', severity: 'info', isOver: false, words: 'is planned' },
  started: { kind: 'upgrade_started', severity: 'info', isOver: false, words: 'has begun' },
  completed: { kind: 'upgrade_finished', severity: 'info', isOver: true, words: 'is done' },
  failed: { kind: 'upgrade_failed', severity: 'high', isOver: true, words: 'failed' },
  canceled: { kind: 'maintenance', severity: 'info', isOver: true, words: 'was called off' },
};

/** Maintenance that AKS plans and does by itself: one event from planned to over; undefined in a state that is not known. */
export function scheduledEvent({ source, id, properties, raw }: ScheduledRecord, now: Date): Alert | undefined {
  const status = textOf(properties.eventStatus)?.trim().toLowerCase() ?? '';
  const state = Object.hasOwn(states, status) ? states[status] : undefined;
  if (!state) return undefined;
  const { kind, severity, isOver, words } = state;
  const [resource] = Array.isArray(properties.resources) ? properties.resources : [];
  const target = clusterIdOf(textOf(resource) ?? '') ?? clusterIdOf(id) ?? id;
  const { cluster = 'a cluster', ...labels } = armLabels(target);
  const details = textOf(properties.eventDetails) ?? textOf(properties.description);
  const planned = status === 'scheduled' ? dateOf(properties.scheduledTime) : undefined;
  const at =
    dateOf(properties.lastUpdateTime) ?? (status === 'started' ? dateOf(properties.startTime) : undefined) ?? now;
  const when = planned ? ` for ${planned.toISOString().slice(0, 16).replace('T', ' ')} UTC` : '';
  return {
    source,
    identity: identityOf(`maintenance:${(textOf(properties.eventId) ?? id).toLowerCase()}`),
    status: isOver ? 'resolved' : 'firing',
    severity,
    title: oneLine(`${workOf(properties)} of ${cluster} ${words}${when}`),
    labels: { ...labels, cluster, alertname: 'AksMaintenance', severity, event_status: status, [platformLabel]: kind },
    annotations: { ...(details && { description: details }) },
    startsAt: at,
    ...(isOver && { endsAt: at }),
    raw,
  };
}

/** What is done, as far as the record says it anywhere. */
function workOf(properties: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(properties);
  if (/K8sVersionUpgrade/i.test(text)) return 'Kubernetes upgrade';
  return /NodeOSUpgrade|security vhd/i.test(text) ? 'Node OS upgrade' : 'Maintenance';
}
