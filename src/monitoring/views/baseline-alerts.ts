import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';
import { NoPrometheus } from '../../azure/no-prometheus.ts';
import { UpstreamError } from '../../errors.ts';
import { readGap } from '../../evidence/asking/read-gap.ts';
import { metricsAccount } from '../../evidence/metrics/metrics-account.ts';
import type { BaselineAlert } from '../../model/baseline-alert.ts';
import type { BaselineReport, BaselineTarget } from '../../model/baseline-report.ts';
import type { Gap } from '../../model/gap.ts';
import { baselineFor } from '../baseline/baseline-for.ts';
import { compareBaseline } from '../baseline/compare-baseline.ts';
import { RuleRow, rulesIn } from '../baseline/rule-rows.ts';

/**
 * The recommended alerts of a resource against the rules that are there (Resource Graph). `more`: alerts that the settings
 * recommend beside ours. What could not be read is a gap.
 */
export async function baselineAlerts(
  azure: Azure,
  target: BaselineTarget,
  now: Date,
  more: readonly BaselineAlert[] = [],
): Promise<BaselineReport> {
  const isCluster = target.type === 'microsoft.containerservice/managedclusters';
  try {
    const account = isCluster ? await metricsAccount(azure, target.id) : undefined;
    const { rows, truncated } = await azure.graph.query(
      rulesQuery(target.subscriptionId, account?.id ?? target.id),
      RuleRow,
    );
    const read = rows.map((row) => rulesIn(row, { ...target, accountId: account?.id }));
    const baseline = [...baselineFor(target.type), ...more];
    const unread = read.filter((it) => it === undefined).length;
    return {
      target,
      standings: {
        value: compareBaseline(
          baseline,
          read.flatMap((it) => it ?? []),
        ),
        source: { service: 'Resource Graph', detail: 'prometheusRuleGroups, metricAlerts' },
        at: now,
      },
      ...(account && { account }),
      gaps: [
        ...(isCluster && !account ? [noPrometheus(target)] : []),
        ...(unread > 0 ? [unreadRules(unread)] : []),
        ...(truncated ? [cutShort] : []),
      ],
    };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { target, gaps: [readGap(error, 'alert rules')] };
  }
}

/** Rules of the resource's subscription, and rule groups of its Azure Monitor workspace wherever they are. */
function rulesQuery(subscriptionId: string, accountId: string) {
  return graphKql`resources
| where type in~ ('microsoft.alertsmanagement/prometheusrulegroups', 'microsoft.insights/metricalerts')
| where subscriptionId =~ ${subscriptionId} or tostring(properties.scopes) contains ${accountId}
| project id, name, type, properties
| order by id asc`;
}

function noPrometheus({ id, name, subscriptionId, resourceGroup, location }: BaselineTarget): Gap {
  return new NoPrometheus({ id, name, subscriptionId, resourceGroup, location }).gap('rules of managed Prometheus');
}

const cutShort: Gap = {
  what: 'some of the rules',
  service: 'Resource Graph',
  why: 'There are more rules in the subscription than are read at once, so that one that is said to be missing may be there.',
  next: 'Look at the alert rules in Azure Monitor before you create what is missing.',
};

function unreadRules(count: number): Gap {
  return {
    what: count === 1 ? 'one rule' : `${count} rules`,
    service: 'Resource Graph',
    why: 'Their shape is not one that the bot knows, so that what they watch is not counted here.',
    next: 'Look at the alert rules in Azure Monitor.',
  };
}
