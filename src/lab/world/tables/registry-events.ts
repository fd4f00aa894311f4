import type { TableSource } from '../../kql/database.ts';
import { columnsOf, type Projection } from './table.ts';

const columns = columnsOf(`
  TenantId:string TimeGenerated:datetime OperationName:string Repository:string Tag:string Digest:string LoginServer:string Identity:string
  CallerIpAddress:string MediaType:string ResultType:string ResultDescription:string Region:string Category:string CorrelationId:string
  DurationMs:string Size:int UserAgent:string UserTenantId:string ArtifactType:string SourceSystem:string Type:string _ResourceId:string
  _SubscriptionId:string _BilledSize:real _IsBillable:string`);

/** Who pushed each image of the subscription's registries, as their diagnostic settings send it. */
export function registryEvents({ world, workspace, now }: Projection): TableSource {
  return {
    name: 'ContainerRegistryRepositoryEvents',
    columns,
    *rows() {
      for (const registry of world.registries.filter((it) => it.subscription === workspace.subscription)) {
        for (const { repository, tags, digest, pushedAt } of registry.images) {
          if (pushedAt > now) continue;
          const cells: Record<string, unknown> = {
            ...{ TenantId: workspace.customerId, TimeGenerated: pushedAt, OperationName: 'Push', ResultType: '201' },
            ...{ Repository: repository, Tag: tags[0] ?? '', Digest: digest, LoginServer: registry.loginServer },
            ...{ Identity: 'build-pipeline', Type: 'ContainerRegistryRepositoryEvents', Size: 0, _BilledSize: 0 },
            ...{ _ResourceId: registry.id.toLowerCase(), _SubscriptionId: registry.subscription.id },
          };
          yield columns.map(({ name, type }) => (cells[name] as string | undefined) ?? (type === 'int' ? null : ''));
        }
      }
    },
  };
}
