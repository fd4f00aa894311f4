import { z } from 'zod';
import { MalformedBody } from '../malformed-body.ts';
import { recordOf } from '../reading/record-of.ts';
import { textOf } from '../reading/text-of.ts';
import { wellFormed } from '../reading/well-formed.ts';

/** The fields that we lean on; whatever else comes may come in any shape. */
const Essentials = z.looseObject({
  alertId: z.string().min(1),
  monitorCondition: z.string().nullish(),
});

/** What sends an alert decides how its context is read. */
export type AlertKind = 'prometheus' | 'service-health' | 'resource-health' | 'activity-log' | 'condition';

/** A body of the common alert schema, taken apart. */
export interface CommonAlert {
  kind: AlertKind;
  essentials: z.infer<typeof Essentials>;
  context: Readonly<Record<string, unknown>>;
  /** `properties` of the context: of an activity log entry its own, of other alerts the rule's custom ones. */
  properties: Readonly<Record<string, unknown>>;
  customProperties: Readonly<Record<string, unknown>>;
}

/** Reads a body of the common alert schema; throws MalformedBody. */
export function readCommonAlert(body: unknown): CommonAlert {
  const data = recordOf(recordOf(body)?.data);
  if (!recordOf(data?.essentials)) {
    throw new MalformedBody('data.essentials is missing: switch on the common alert schema in the action group');
  }
  const essentials = wellFormed(Essentials, data?.essentials, 'data.essentials');
  const context = recordOf(data?.alertContext) ?? {};
  return {
    kind: kindOf(essentials, context),
    essentials,
    context,
    properties: recordOf(context.properties) ?? {},
    customProperties: recordOf(data?.customProperties) ?? {},
  };
}

/** Spelt with and without blanks and dashes, over the years. */
function kindOf(essentials: Record<string, unknown>, context: Record<string, unknown>): AlertKind {
  const service = (textOf(essentials.monitoringService) ?? '').toLowerCase().replace(/[^a-z]/g, '');
  const signal = (textOf(essentials.signalType) ?? '').toLowerCase().replace(/[^a-z]/g, '');
  if (service === 'prometheus' || (recordOf(context.labels) && context.expression !== undefined)) return 'prometheus';
  if (service === 'servicehealth') return 'service-health';
  if (service === 'resourcehealth') return 'resource-health';
  return service.startsWith('activitylog') || signal === 'activitylog' ? 'activity-log' : 'condition';
}
