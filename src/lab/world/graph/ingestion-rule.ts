import type { Workspace } from '../estate.ts';
import { seededHex } from '../seeded.ts';
import type { ArmBody } from './graph-row.ts';

/** "dcr-watchkeeper-prod": the rule by which rows come to a workspace's custom tables. */
const ruleName = (workspace: Workspace): string => workspace.name.replace(/^law-/, 'dcr-watchkeeper-');

/** Immutable id of that rule: "dcr-" and 32 digits. */
export function ingestionRuleId(workspace: Workspace): string {
  return `dcr-${seededHex(`ingestion/${workspace.name}`, 32)}`;
}

/** Where that rule takes rows. */
export function ingestionEndpoint(workspace: Workspace): string {
  const name = ruleName(workspace);
  return `https://${name}-${seededHex(`endpoint/${name}`, 4)}.${workspace.location}-1.ingest.monitor.azure.com`;
}

/** A data collection rule of the kind Direct, with one stream. */
export function armIngestionRule(workspace: Workspace): ArmBody {
  const name = ruleName(workspace);
  return {
    id: `/subscriptions/${workspace.subscription.id}/resourceGroups/${workspace.resourceGroup}/providers/Microsoft.Insights/dataCollectionRules/${name}`,
    name,
    type: 'microsoft.insights/datacollectionrules',
    location: workspace.location,
    properties: {
      immutableId: ingestionRuleId(workspace),
      endpoints: { logsIngestion: ingestionEndpoint(workspace) },
      destinations: { logAnalytics: [{ workspaceResourceId: workspace.id, name: 'workspace' }] },
      dataFlows: [{ streams: ['Custom-WatchkeeperAudit_CL'], destinations: ['workspace'] }],
      provisioningState: 'Succeeded',
    },
  };
}
