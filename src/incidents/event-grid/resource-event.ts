import type { Alert, AlertSeverity } from '../../model/alert.ts';
import { scheduledEvent } from '../platform/scheduled-event.ts';
import { armLabels } from '../reading/arm-labels.ts';
import { dateOf } from '../reading/date-of.ts';
import { identityOf } from '../reading/identity-of.ts';
import { oneLine } from '../reading/one-line.ts';
import { recordOf } from '../reading/record-of.ts';
import { textOf } from '../reading/text-of.ts';
import type { GridEvent } from './grid-events.ts';
import { otherEvent } from './other-event.ts';

const states: Readonly<Record<string, AlertSeverity>> = {
  available: 'info',
  degraded: 'medium',
  unavailable: 'high',
  unknown: 'low',
};

/**
 * A resource notification. The health of a resource is one trouble under the resource's id, which "Available" resolves;
 * annotations and changes of resources are events that are told once. Maintenance that AKS plans is read as such.
 */
export function resourceEvent(event: GridEvent, now: Date): Alert {
  const plain = otherEvent(event, now);
  const info = recordOf(event.data.resourceInfo) ?? {};
  const properties = recordOf(info.properties) ?? {};
  const planned = /\.ContainerServiceEventResources\./i.test(event.type)
    ? scheduledEvent(
        { source: plain.source, id: textOf(info.id) ?? event.subject, properties, raw: event.raw },
        plain.startsAt,
      )
    : undefined;
  if (planned) return planned;
  const target = textOf(properties.targetResourceId) ?? textOf(info.id) ?? event.subject;
  const state = textOf(properties.availabilityState)?.toLowerCase();
  const labels = { ...plain.labels, ...armLabels(target) };
  const name = target.slice(target.lastIndexOf('/') + 1);
  const at = dateOf(properties.occurredTime) ?? plain.startsAt;
  const annotations = { ...(textOf(properties.summary) && { summary: String(properties.summary) }) };
  if (plain.labels.alertname !== 'AvailabilityStatusChanged' || state === undefined) {
    const what = textOf(properties.reason) ?? textOf(properties.annotationName);
    const title = what ? oneLine(`${what}: ${name}`) : oneLine(`${plain.labels.alertname}: ${name}`);
    return { ...plain, title, labels, annotations, startsAt: at };
  }
  const { kind: _, ...lasting } = labels;
  const over = state === 'available';
  const severity = (Object.hasOwn(states, state) && states[state]) || 'low';
  return {
    ...plain,
    identity: identityOf(`health:${target.toLowerCase()}`),
    status: over ? 'resolved' : 'firing',
    severity,
    title: oneLine(`${name} is ${state}`),
    labels: { ...lasting, severity, availability_state: state },
    annotations,
    startsAt: at,
    ...(over && { endsAt: at }),
  };
}
