import type { Cluster } from '../estate.ts';
import { armMetricsAccount } from './arm-metrics-account.ts';
import type { ArmBody } from './graph-row.ts';

/** "MSProm-westeurope-prod-weu": the rule that sends a cluster's metrics to its Azure Monitor workspace. */
const ruleName = ({ location, name }: Cluster): string => `MSProm-${location}-${name}`;

function ruleId(cluster: Cluster): string {
  const { subscription, resourceGroup } = cluster;
  return `/subscriptions/${subscription.id}/resourceGroups/${resourceGroup}/providers/Microsoft.Insights/dataCollectionRules/${ruleName(cluster)}`;
}

/** The data collection rule that managed Prometheus makes for a cluster. */
export function armMetricsRule(cluster: Cluster): ArmBody {
  const account = armMetricsAccount(cluster.workspace);
  return {
    id: ruleId(cluster),
    name: ruleName(cluster),
    type: 'microsoft.insights/datacollectionrules',
    location: cluster.location,
    properties: {
      dataSources: {
        prometheusForwarder: [{ streams: ['Microsoft-PrometheusMetrics'], name: 'PrometheusDataSource' }],
      },
      destinations: {
        monitoringAccounts: [
          {
            accountResourceId: account.id,
            accountId: account.properties.accountId,
            name: 'MonitoringAccount1',
          },
        ],
      },
      dataFlows: [{ streams: ['Microsoft-PrometheusMetrics'], destinations: ['MonitoringAccount1'] }],
      provisioningState: 'Succeeded',
    },
  };
}

/** That rule's association with the cluster, as insightsresources has it. */
export function armMetricsAssociation(cluster: Cluster): ArmBody {
  const name = `MSProm-${cluster.location}-${cluster.name}`;
  return {
    id: `${cluster.id}/providers/Microsoft.Insights/dataCollectionRuleAssociations/${name}`,
    name,
    type: 'microsoft.insights/datacollectionruleassociations',
    properties: { dataCollectionRuleId: ruleId(cluster) },
  };
}
