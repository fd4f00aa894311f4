import type { World } from '../world.ts';
import type { ArmBody } from './graph-row.ts';

/** Rows of securityresources: Defender's alerts, whose properties have other capitals here than over ARM. */
export function securityAlertBodies(world: World, now: Date): ArmBody[] {
  return world.alerts
    .filter((it) => it.startTime <= now)
    .map(({ cluster, ...alert }) => ({
      id: `/subscriptions/${cluster.subscription.id}/resourceGroups/${cluster.resourceGroup}/providers/Microsoft.Security/locations/${cluster.location}/alerts/${alert.name}`,
      name: alert.name,
      type: 'microsoft.security/locations/alerts',
      properties: {
        AlertType: alert.type,
        SystemAlertId: alert.name,
        AlertDisplayName: alert.title,
        Description: alert.description,
        Severity: alert.severity,
        Status: alert.status,
        Intent: alert.intent,
        StartTimeUtc: alert.startTime.toISOString(),
        EndTimeUtc: alert.startTime.toISOString(),
        CompromisedEntity: cluster.name,
        ProductName: 'Microsoft Defender for Cloud',
        ResourceIdentifiers: [{ $id: '2', AzureResourceId: cluster.id, Type: 'AzureResource' }],
      },
    }));
}
