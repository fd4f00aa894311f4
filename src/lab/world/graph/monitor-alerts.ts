import type { World } from '../world.ts';
import type { ArmBody } from './graph-row.ts';

/** Rows of alertsmanagementresources: alerts of Azure Monitor, with what they have in common under `essentials`. */
export function monitorAlertBodies(world: World, now: Date): ArmBody[] {
  return world.monitorAlerts
    .filter((it) => it.startTime <= now)
    .map((it) => ({
      id: it.id,
      name: it.name,
      type: 'microsoft.alertsmanagement/alerts',
      properties: {
        essentials: {
          severity: it.severity,
          signalType: 'Metric',
          alertState: it.state?.is ?? 'New',
          monitorCondition: it.condition,
          monitorService: 'Prometheus',
          targetResource: it.cluster.id.toLowerCase(),
          targetResourceName: it.cluster.name,
          targetResourceGroup: it.cluster.resourceGroup.toLowerCase(),
          targetResourceType: 'managedclusters',
          sourceCreatedId: it.id.split('/').at(-1),
          alertRule: `${it.cluster.id}/alertRules/${it.name}`,
          startDateTime: it.startTime.toISOString(),
          lastModifiedDateTime: it.startTime.toISOString(),
          description: it.description,
          actionStatus: { isSuppressed: false },
        },
        context: {},
        egressConfig: {},
      },
    }));
}
