import { buildCluster, type ClusterPlan } from './build-cluster.ts';
import type { Cluster, ContainerRegistry, Subscription, Workspace } from './estate.ts';
import type { ArmBody } from './graph/graph-row.ts';
import type { ImageCatalogue } from './images.ts';
import { buildPlatforms } from './platforms/build-platforms.ts';
import { seededUuid } from './seeded.ts';

/** Everything that Azure holds, before anything breaks. */
export interface Estate {
  tenantId: string;
  subscriptions: Subscription[];
  workspaces: Workspace[];
  registries: ContainerRegistry[];
  clusters: Cluster[];
  /** What else runs containers, with what belongs to it, as Resource Manager has it. */
  platforms: ArmBody[];
}

/** Two subscriptions, four clusters, two registries, and a few of each other platform. */
export function buildEstate(images: ImageCatalogue, bornAt: Date): Estate {
  const production = { id: seededUuid('subscription/production'), name: 'Contoso Production' };
  const other = { id: seededUuid('subscription/non-production'), name: 'Contoso Non-Production' };
  const productionLogs = workspace('law-contoso-prod', production, 'westeurope');
  const otherLogs = workspace('law-contoso-nonprod', other, 'westeurope');
  const newer = [
    { version: '1.32.6', preview: false },
    { version: '1.33.2', preview: true },
  ];
  const plans: ClusterPlan[] = [
    {
      ...large('prod-weu', 'westeurope'),
      subscription: production,
      workspace: productionLogs,
      version: '1.31.9',
      upgrades: newer,
      counts: { system: 2, user: 5 },
    },
    {
      ...large('prod-neu', 'northeurope'),
      subscription: production,
      workspace: productionLogs,
      version: '1.31.9',
      upgrades: newer,
      counts: { system: 2, user: 3 },
    },
    {
      ...small('staging-weu', 'staging'),
      subscription: other,
      workspace: otherLogs,
      version: '1.32.6',
      upgrades: [{ version: '1.33.2', preview: true }],
      counts: { nodepool1: 2 },
    },
    {
      ...small('dev-weu', 'dev'),
      subscription: other,
      workspace: otherLogs,
      version: '1.30.12',
      upgrades: [{ version: '1.31.9', preview: false }, ...newer],
      counts: { nodepool1: 2 },
      collects: 'logs-and-events',
    },
  ];
  const clusters = plans.map((plan) => buildCluster(plan, images, bornAt));
  return {
    tenantId: seededUuid('tenant/contoso'),
    subscriptions: [production, other],
    workspaces: [productionLogs, otherLogs],
    registries: [
      registry('contoso', production, 'Premium', images, bornAt),
      registry('contosodev', other, 'Standard', images, bornAt),
    ],
    clusters,
    platforms: [
      ...buildPlatforms(groundOf(production, 'production', 'contoso'), false),
      ...buildPlatforms(groundOf(other, 'dev', 'contosodev'), true),
    ],
  };
}

const groundOf = (subscription: Subscription, environment: string, registryName: string) => ({
  ...{ subscription, environment, location: 'westeurope', registry: `${registryName}.azurecr.io` },
  suffix: environment === 'production' ? 'prod' : environment,
});

const large = (name: string, location: string) => ({
  name,
  location,
  environment: 'production',
  pools: [
    { name: 'system', mode: 'System' as const, vmSize: 'Standard_D2ds_v5' },
    { name: 'user', mode: 'User' as const, vmSize: 'Standard_D4ds_v5', min: 3, max: 8 },
  ],
});

const small = (name: string, environment: string) => ({
  name,
  location: 'westeurope',
  environment,
  pools: [{ name: 'nodepool1', mode: 'System' as const, vmSize: 'Standard_D4ds_v5' }],
});

function workspace(name: string, subscription: Subscription, location: string): Workspace {
  const resourceGroup = 'rg-monitoring';
  return {
    id: `/subscriptions/${subscription.id}/resourceGroups/${resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${name}`,
    name,
    customerId: seededUuid(`workspace/${name}`),
    subscription,
    resourceGroup,
    location,
  };
}

function registry(
  name: string,
  subscription: Subscription,
  sku: string,
  images: ImageCatalogue,
  bornAt: Date,
): ContainerRegistry {
  const loginServer = `${name}.azurecr.io`;
  const resourceGroup = 'rg-registries';
  addEarlierImages(loginServer, images, bornAt);
  return {
    id: `/subscriptions/${subscription.id}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerRegistry/registries/${name}`,
    name,
    loginServer,
    subscription,
    resourceGroup,
    location: 'westeurope',
    sku,
    adminUser: name === 'contosodev',
    images: images.all().filter((image) => image.registry === loginServer),
  };
}

/** Images that were pushed and no longer run, and one that carries two tags. */
function addEarlierImages(loginServer: string, images: ImageCatalogue, bornAt: Date): void {
  const ago = (days: number) => new Date(bornAt.getTime() - days * 86_400_000);
  const earlier: [string, number][] =
    loginServer === 'contoso.azurecr.io'
      ? [
          ['payments-api:1.6', 61],
          ['payments-api:1.7', 33],
          ['payments-api:1.8.1', 1],
          ['checkout-api:2.7.2', 19],
          ['storefront:5.1.4', 27],
        ]
      : [
          ['checkout-api:2.7.3', 12],
          ['payments-worker:0.3', 48],
        ];
  for (const [name, days] of earlier) images.get(`${loginServer}/${name}`).pushedAt = ago(days);
  if (loginServer !== 'contoso.azurecr.io') return;
  const current = images.get(`${loginServer}/payments-api:1.8`);
  current.pushedAt = ago(4.2);
  current.tags = ['1.8', '1.8.0'];
}
