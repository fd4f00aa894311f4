import type { ContainerRegistry } from '../estate.ts';

/** A registry's ARM body, as the resource provider and Resource Graph give it. */
export function armRegistry(registry: ContainerRegistry) {
  return {
    id: registry.id,
    name: registry.name,
    type: 'Microsoft.ContainerRegistry/registries',
    location: registry.location,
    tags: { owner: 'team-platform' },
    sku: { name: registry.sku, tier: registry.sku },
    properties: {
      loginServer: registry.loginServer,
      creationDate: '2024-02-12T09:21:33.4170034Z',
      provisioningState: 'Succeeded',
      adminUserEnabled: registry.adminUser,
      anonymousPullEnabled: false,
      networkRuleSet: { defaultAction: 'Allow', ipRules: [] },
      policies: {
        quarantinePolicy: { status: 'disabled' },
        trustPolicy: { type: 'Notary', status: 'disabled' },
        retentionPolicy: { days: 7, lastUpdatedTime: '2024-02-12T09:21:35.0018291+00:00', status: 'disabled' },
        exportPolicy: { status: 'enabled' },
      },
      encryption: { status: 'disabled' },
      dataEndpointEnabled: false,
      dataEndpointHostNames: [],
      privateEndpointConnections: [],
      publicNetworkAccess: 'Enabled',
      networkRuleBypassOptions: 'AzureServices',
      zoneRedundancy: 'Disabled',
    },
  };
}
