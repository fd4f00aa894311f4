import type { Cluster } from '../world/estate.ts';
import { seededUuid } from '../world/seeded.ts';
import { createWorld, type World } from '../world/world.ts';
import type { RecordedCluster } from './recorded-cluster.ts';

/** Name of the only cluster of a recorded world. */
export const recordedName = 'recorded';

/** An Azure that holds nothing but one AKS cluster, whose API server and metrics are the recording. */
export function recordedWorld(recorded: RecordedCluster): World {
  const subscription = { id: seededUuid('subscription/recorded'), name: 'Recorded' };
  const resourceGroup = 'rg-recorded';
  const scope = `/subscriptions/${subscription.id}/resourceGroups/${resourceGroup}/providers`;
  const workspace = {
    id: `${scope}/Microsoft.OperationalInsights/workspaces/law-recorded`,
    name: 'law-recorded',
    customerId: seededUuid('workspace/recorded'),
    subscription,
    resourceGroup,
    location: 'westeurope',
  };
  const cluster: Cluster = {
    id: `${scope}/Microsoft.ContainerService/managedClusters/${recordedName}`,
    name: recordedName,
    subscription,
    resourceGroup,
    location: workspace.location,
    environment: 'production',
    version: '1.31.9',
    upgrades: [],
    workspace,
    fqdn: 'recorded-dns-0a1b2c3d.hcp.westeurope.azmk8s.io',
    privateCluster: false,
    // A recording has the API server's objects; tables of Container Insights it has not.
    collects: 'nothing',
    pools: [],
    nodes: [],
    workloads: [],
    pods: [],
    happenings: [],
    services: [],
    claims: [],
    settings: [],
    quotas: [],
    declared: [],
    budgets: [],
    autoscalers: [],
    edits: new Map(),
    audits: [],
    recorded,
  };
  const world = createWorld({ now: recorded.now, quiet: true });
  return Object.assign(world, {
    subscriptions: [subscription],
    workspaces: [workspace],
    registries: [],
    clusters: [cluster],
  });
}
