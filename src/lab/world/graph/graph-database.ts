import type { Database, TableSource } from '../../kql/database.ts';
import { platformsOf } from '../platforms/platforms-of.ts';
import type { World } from '../world.ts';
import { armActionGroup } from './arm-action-group.ts';
import { armCluster } from './arm-cluster.ts';
import { armMetricsAccount } from './arm-metrics-account.ts';
import { armRegistry } from './arm-registry.ts';
import { individualAssessments } from './assessments.ts';
import { diskEncryptionSets, keyVaults } from './customer-keys.ts';
import { armMetricsAssociation, armMetricsRule } from './data-collection.ts';
import { edited } from './edited.ts';
import { type ArmBody, graphColumns, graphRow } from './graph-row.ts';
import { armIngestionRule } from './ingestion-rule.ts';
import { monitorAlertBodies } from './monitor-alerts.ts';
import { policyStateBodies } from './policy-state-bodies.ts';
import { pricings } from './pricings.ts';
import { recommendations } from './recommendations.ts';
import { scheduledEventBodies } from './scheduled-events.ts';
import { secureScores } from './secure-scores.ts';
import { securityAlertBodies } from './security-alerts.ts';
import { subAssessments } from './sub-assessments.ts';

/** Resource Graph's tables for the subscriptions that a query names, or for all. */
export function graphDatabase(world: World, now: Date, subscriptions?: string[]): Database {
  const asked = subscriptions && new Set(subscriptions.map((it) => it.toLowerCase()));
  const table = (name: string, bodies: () => ArmBody[]): [string, TableSource] => [
    name,
    {
      name,
      columns: graphColumns,
      rows: () =>
        bodies()
          .map((body) => graphRow(world.tenantId, body))
          .filter((row) => !asked || asked.has(String(row[7]).toLowerCase())),
    },
  ];
  return {
    tables: new Map([
      table('resources', () => resources(world, now)),
      table('resourcecontainers', () => containers(world)),
      table('containerserviceeventresources', () => scheduledEventBodies(world, now)),
      table('batchresources', () => platformsOf(world, 'batchresources')),
      table('appserviceresources', () => platformsOf(world, 'appserviceresources')),
      table('servicefabricresources', () => platformsOf(world, 'servicefabricresources')),
      table('policyresources', () => policyStateBodies(world, now)),
      table('insightsresources', () => world.clusters.map(armMetricsAssociation)),
      table('alertsmanagementresources', () => monitorAlertBodies(world, now)),
      table('securityresources', () => [
        ...individualAssessments(world),
        ...subAssessments(world),
        ...pricings(world),
        ...securityAlertBodies(world, now),
        ...recommendations(world, now),
        ...secureScores(world, now),
      ]),
    ]),
  };
}

function resources(world: World, now: Date): ArmBody[] {
  return [
    ...world.clusters.map((cluster) => edited(world.arm, armCluster(cluster, now))),
    ...world.registries.map((registry) => edited(world.arm, armRegistry(registry))),
    ...platformsOf(world, 'resources'),
    ...keyVaults(world),
    ...diskEncryptionSets(world),
    ...world.workspaces.map(armMetricsAccount),
    ...world.clusters.map(armMetricsRule),
    ...world.workspaces.map(armIngestionRule),
    ...world.arm.monitorRules.values(),
    ...world.subscriptions.map(armActionGroup),
    ...[...world.arm.alertRules.values()].map((it) => ({ ...it, type: 'microsoft.insights/scheduledqueryrules' })),
    ...world.workspaces.map((it) => ({
      id: it.id,
      name: it.name,
      type: 'microsoft.operationalinsights/workspaces',
      location: it.location,
      properties: {
        customerId: it.customerId,
        provisioningState: 'Succeeded',
        retentionInDays: 30,
        sku: { name: 'pergb2018' },
        publicNetworkAccessForQuery: 'Enabled',
      },
    })),
  ];
}

function containers(world: World): ArmBody[] {
  return world.subscriptions.map((it) => ({
    id: `/subscriptions/${it.id}`,
    name: it.name,
    type: 'microsoft.resources/subscriptions',
    properties: {
      state: 'Enabled',
      subscriptionPolicies: { quotaId: 'EnterpriseAgreement_2014-09-01', spendingLimit: 'Off' },
    },
  }));
}
