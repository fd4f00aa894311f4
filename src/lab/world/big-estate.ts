import { buildCluster } from './build-cluster.ts';
import type { Cluster, ContainerRegistry, Subscription, Workspace } from './estate.ts';
import type { ArmBody } from './graph/graph-row.ts';
import { ImageCatalogue } from './images.ts';
import { buildPlatforms } from './platforms/build-platforms.ts';
import type { Ground } from './platforms/ground.ts';
import { seededUuid } from './seeded.ts';
import { createWorld, type World } from './world.ts';

/** How much there is: clusters of one node without workloads, registries without images, other resources in Resource Graph. */
export interface EstateSize {
  clusters: number;
  registries: number;
  others: number;
}

const locations = ['westeurope', 'northeurope', 'uksouth', 'eastus2', 'swedencentral'];
const environments = ['production', 'staging', 'dev'];
const versions = ['1.32.6', '1.31.9', '1.30.12', '1.29.9'];
const subscriptionCount = 10;

/**
 * A quiet world of this size over ten subscriptions, five regions and three environments, for benches and tests of what
 * looks at everything: give it to startAzure. Every eighth cluster is private; versions, presets and settings vary. It is
 * cheap to make (a second for 1,000 clusters) because nothing runs in it.
 */
export function bigEstate(size: EstateSize, now = new Date()): World {
  const world = createWorld({ now, quiet: true });
  const images = new ImageCatalogue(now);
  const subscriptions = Array.from({ length: subscriptionCount }, (_, n) => ({
    id: seededUuid(`subscription/big/${n}`),
    name: `Contoso ${n + 1}`,
  }));
  const workspaces = subscriptions.map(workspaceIn);
  const turn = <T>(things: readonly T[], n: number): T => things[n % things.length] as T;
  const clusters = Array.from({ length: size.clusters }, (_, n): Cluster => {
    const place = {
      subscription: turn(subscriptions, n),
      location: turn(locations, n),
      environment: turn(environments, n),
    };
    const cluster = buildCluster(
      {
        ...place,
        name: `aks-${String(n).padStart(4, '0')}`,
        workspace: turn(workspaces, n),
        version: turn(versions, n),
        upgrades: [],
        pools: [{ name: 'system', mode: 'System', vmSize: 'Standard_D4ds_v5' }],
        counts: { system: 1 },
        collects: turn(['standard', 'logs-and-events', 'standard', 'nothing'] as const, n),
      },
      images,
      now,
    );
    cluster.privateCluster = n % 8 === 7;
    return cluster;
  });
  return Object.assign(world, {
    ...{ subscriptions, workspaces, clusters, images },
    registries: Array.from({ length: size.registries }, (_, n) => registryIn(turn(subscriptions, n), n)),
    platforms: manyPlatforms(subscriptions, size.others),
  });
}

function workspaceIn(subscription: Subscription, n: number): Workspace {
  const name = `law-${n}`;
  return {
    id: `/subscriptions/${subscription.id}/resourceGroups/rg-monitoring/providers/Microsoft.OperationalInsights/workspaces/${name}`,
    ...{ name, subscription, customerId: seededUuid(`workspace/big/${n}`) },
    ...{ resourceGroup: 'rg-monitoring', location: 'westeurope' },
  };
}

function registryIn(subscription: Subscription, n: number): ContainerRegistry {
  const name = `contosobig${n}`;
  return {
    id: `/subscriptions/${subscription.id}/resourceGroups/rg-registries/providers/Microsoft.ContainerRegistry/registries/${name}`,
    ...{
      name,
      subscription,
      loginServer: `${name}.azurecr.io`,
      resourceGroup: 'rg-registries',
      location: 'westeurope',
    },
    ...{ sku: ['Premium', 'Standard', 'Basic'][n % 3] ?? 'Basic', adminUser: n % 4 === 0, images: [] },
  };
}

/** Whole sets of every platform side by side, cut off at the number. */
function manyPlatforms(subscriptions: readonly Subscription[], most: number): ArmBody[] {
  const found: ArmBody[] = [];
  for (let n = 0; found.length < most; n++) {
    const ground: Ground = {
      subscription: subscriptions[n % subscriptions.length] as Subscription,
      location: locations[n % locations.length] ?? 'westeurope',
      environment: environments[n % environments.length] ?? 'dev',
      registry: `contosobig${n % 20}.azurecr.io`,
      suffix: String(n).padStart(3, '0'),
    };
    found.push(...buildPlatforms(ground, n % 5 === 0));
  }
  return found.slice(0, most);
}
