import type { World } from '../world.ts';
import type { ArmBody } from './graph-row.ts';

/** What a resource sends to its workspace: categories of its logs. */
function categoriesOf(world: World, id: string): readonly string[] | undefined {
  const is = (it: { id: string }) => it.id.toLowerCase() === id;
  const cluster = world.clusters.find(is);
  // All send what their tables show; who signed in is kept for production alone.
  if (cluster) return ['kube-audit-admin', ...(cluster.environment === 'production' ? ['guard'] : [])];
  const registry = world.registries.find(is);
  if (registry)
    return registry.sku === 'Premium'
      ? ['ContainerRegistryRepositoryEvents', 'ContainerRegistryLoginEvents']
      : ['ContainerRegistryRepositoryEvents'];
  const other = world.platforms.find(is);
  if (!other) return undefined;
  const owned = (other.tags as { owner?: string } | undefined)?.owner !== undefined;
  if (/containergroups$/i.test(other.type)) return owned ? ['ContainerInstanceLog', 'ContainerEvent'] : [];
  return /batchaccounts$/i.test(other.type) && isProduction(other) ? ['ServiceLog'] : [];
}

const isProduction = ({ tags }: ArmBody): boolean =>
  (tags as { environment?: string } | undefined)?.environment === 'production';

/** The diagnostic settings of a resource; undefined where there is no such resource. */
export function diagnosticSettingsOf(world: World, resourceId: string): ArmBody[] | undefined {
  const categories = categoriesOf(world, resourceId.toLowerCase());
  if (!categories) return undefined;
  if (categories.length === 0) return [];
  const [, subscription] = /^\/subscriptions\/([^/]+)/i.exec(resourceId) ?? [];
  const workspace = world.workspaces.find((it) => it.subscription.id === subscription?.toLowerCase());
  return [
    {
      id: `${resourceId}/providers/Microsoft.Insights/diagnosticSettings/to-workspace`,
      name: 'to-workspace',
      type: 'Microsoft.Insights/diagnosticSettings',
      properties: {
        workspaceId: workspace?.id ?? '',
        logAnalyticsDestinationType: 'Dedicated',
        metrics: [],
        logs: categories.map((category) => ({ category, enabled: true, retentionPolicy: { enabled: false, days: 0 } })),
      },
    },
  ];
}
