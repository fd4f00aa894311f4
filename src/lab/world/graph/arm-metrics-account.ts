import type { Workspace } from '../estate.ts';
import { seededHex, seededUuid } from '../seeded.ts';

/** Name of the Azure Monitor workspace that holds the metrics of a Log Analytics workspace's clusters. */
const accountName = (workspace: Workspace): string => workspace.name.replace(/^law-/, 'amw-');

/** Where that workspace answers PromQL: "amw-contoso-prod-1a2b.westeurope.prometheus.monitor.azure.com". */
export function prometheusHost(workspace: Workspace): string {
  const name = accountName(workspace);
  return `${name}-${seededHex(`prometheus/${name}`, 4)}.${workspace.location}.prometheus.monitor.azure.com`;
}

/** An Azure Monitor workspace's ARM body, with its query endpoint. */
export function armMetricsAccount(workspace: Workspace) {
  const name = accountName(workspace);
  const managed = `/subscriptions/${workspace.subscription.id}/resourceGroups/MA_${name}_${workspace.location}_managed/providers/Microsoft.Insights`;
  return {
    id: `/subscriptions/${workspace.subscription.id}/resourceGroups/${workspace.resourceGroup}/providers/microsoft.monitor/accounts/${name}`,
    name,
    type: 'Microsoft.Monitor/accounts',
    location: workspace.location,
    tags: { owner: 'team-platform' },
    properties: {
      accountId: seededUuid(`account/${name}`),
      provisioningState: 'Succeeded',
      publicNetworkAccess: 'Enabled',
      metrics: {
        prometheusQueryEndpoint: `https://${prometheusHost(workspace)}`,
        internalId: `mac_${seededUuid(`account/${name}`)}`,
      },
      defaultIngestionSettings: {
        dataCollectionRuleResourceId: `${managed}/dataCollectionRules/${name}`,
        dataCollectionEndpointResourceId: `${managed}/dataCollectionEndpoints/${name}`,
      },
    },
  };
}
