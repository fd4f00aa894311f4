import type { ContainerRegistry } from '../estate.ts';
import { registryEncryption } from './customer-keys.ts';

/** A registry's ARM body, as the resource provider and Resource Graph give it. */
export function armRegistry(registry: ContainerRegistry) {
  const isPremium = registry.sku === 'Premium';
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
        ...(isPremium && { azureADAuthenticationAsArmPolicy: { status: 'disabled' } }),
      },
      encryption: registryEncryption(registry),
      dataEndpointEnabled: false,
      dataEndpointHostNames: [],
      privateEndpointConnections: isPremium ? [privateEndpoint(registry)] : [],
      publicNetworkAccess: 'Enabled',
      networkRuleBypassOptions: 'AzureServices',
      zoneRedundancy: 'Disabled',
    },
  };
}

function privateEndpoint({ id, subscription, name }: ContainerRegistry) {
  return {
    ...{ id: `${id}/privateEndpointConnections/pe-${name}`, name: `pe-${name}` },
    type: 'Microsoft.ContainerRegistry/registries/privateEndpointConnections',
    properties: {
      privateEndpoint: {
        id: `/subscriptions/${subscription.id}/resourceGroups/rg-network/providers/Microsoft.Network/privateEndpoints/pe-${name}`,
      },
      privateLinkServiceConnectionState: { status: 'Approved', description: 'Auto-approved', actionsRequired: 'None' },
      provisioningState: 'Succeeded',
    },
  };
}
