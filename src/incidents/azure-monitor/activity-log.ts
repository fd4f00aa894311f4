import type { AlertSeverity } from '../../model/alert.ts';
import { clusterChange } from '../platform/cluster-change.ts';
import { dateOf } from '../reading/date-of.ts';
import { recordOf } from '../reading/record-of.ts';
import { severityOf } from '../reading/severity-of.ts';
import { textOf } from '../reading/text-of.ts';
import type { KindOfAlert } from './common-alert.ts';
import type { CommonAlert } from './read-common-alert.ts';

/** Levels come as words, and as the numbers of .NET's event levels. */
const levels: Readonly<Record<string, AlertSeverity>> = {
  '1': 'critical',
  '2': 'high',
  '3': 'medium',
  '4': 'info',
  '5': 'info',
};

/**
 * An entry of the activity log: administrative, security, recommendation, policy, autoscale. It tells what happened
 * once; Azure never says that it is over. A change of a cluster begins and is over, by what both have in common.
 */
export function activityLog({ essentials, context, properties }: CommonAlert): KindOfAlert {
  const rule = textOf(essentials.alertRule);
  const operation = textOf(context.operationName);
  const status = textOf(context.status);
  const caller = textOf(context.caller);
  const told =
    textOf(properties.recommendationName) ??
    textOf(properties.title) ??
    textOf(properties.alertDisplayName) ??
    operation;
  const level = textOf(context.level);
  const category = textOf(context.eventSource) ?? textOf(properties.eventCategory);
  const change = clusterChange({
    ...{ operation, status, caller, correlationId: textOf(context.correlationId) },
    resourceId: textOf(context.resourceId) ?? textOf(recordOf(context.authorization)?.scope) ?? targetOf(essentials),
  });
  return {
    // Some come under the rule's own id, which would make all of them one.
    identity: textOf(essentials.originAlertId) ? undefined : textOf(context.eventDataId),
    event: true,
    title: [rule, told && `${told}${status ? ` (${status})` : ''}`].filter(Boolean).join(': ') || undefined,
    severity:
      severityOf(properties.severity) ??
      severityOf(properties.recommendationImpact) ??
      (level !== undefined && Object.hasOwn(levels, level) ? levels[level] : severityOf(level)),
    ...(change && { identity: change.identity, title: change.title, over: change.over, event: false }),
    ...(change && { startsAt: dateOf(context.eventTimestamp), endsAt: dateOf(context.eventTimestamp) }),
    labels: {
      ...change?.labels,
      ...(operation && { operation }),
      ...(category && { category }),
      ...(status && { operation_status: status }),
    },
    annotations: {
      ...(caller && { caller }),
      ...(textOf(properties.compromisedEntity) && { compromised_entity: String(properties.compromisedEntity) }),
      ...(textOf(properties.remediationSteps) && { remediation: String(properties.remediationSteps) }),
      ...(textOf(context.correlationId) && { correlation_id: String(context.correlationId) }),
    },
  };
}

function targetOf({ alertTargetIDs: targets }: CommonAlert['essentials']): string | undefined {
  return Array.isArray(targets) ? textOf(targets[0]) : undefined;
}
