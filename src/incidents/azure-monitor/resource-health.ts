import type { AlertSeverity } from '../../model/alert.ts';
import { dateOf } from '../reading/date-of.ts';
import { textOf } from '../reading/text-of.ts';
import type { KindOfAlert } from './common-alert.ts';
import type { CommonAlert } from './read-common-alert.ts';

const states: Readonly<Record<string, AlertSeverity>> = { unavailable: 'high', degraded: 'medium', unknown: 'low' };

/** The health of a resource: one trouble under the resource's id, over when it is available again. Azure gives every such alert Sev4. */
export function resourceHealth({ essentials, context, properties }: CommonAlert): KindOfAlert {
  const state = textOf(properties.currentHealthStatus)?.toLowerCase();
  const targets = Array.isArray(essentials.alertTargetIDs) ? essentials.alertTargetIDs : [];
  const target = targets.find((it): it is string => typeof it === 'string' && it !== '');
  const name = target?.slice(target.lastIndexOf('/') + 1);
  const cause = textOf(properties.cause);
  const title = textOf(properties.title);
  const done = textOf(context.status)?.toLowerCase() === 'resolved' || state === 'available';
  const severity = state !== undefined && Object.hasOwn(states, state) ? states[state] : undefined;
  return {
    identity: target && `health:${target.toLowerCase()}`,
    over: done || essentials.monitorCondition?.toLowerCase() === 'resolved',
    title: state && `${name ?? 'A resource'} is ${state}${title ? `: ${title}` : ''}`,
    // Somebody stopped it: that is worth a line, not a night.
    severity: cause?.toLowerCase() === 'userinitiated' && severity ? 'low' : severity,
    endsAt: dateOf(context.eventTimestamp),
    labels: { ...(state && { availability_state: state }), ...(cause && { cause }) },
    annotations: {
      ...(title && { summary: title }),
      ...(textOf(properties.details) && { details: String(properties.details) }),
    },
  };
}
