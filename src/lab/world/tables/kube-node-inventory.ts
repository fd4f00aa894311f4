import type { TableSource } from '../../kql/database.ts';
import { holds, nodeLabels } from '../kubernetes/node-object.ts';
import { clusterTable, type Projection, samples } from './table.ts';

const columns = `
  TenantId:string TimeGenerated:datetime ClusterId:string ClusterName:string Computer:string Status:string CreationTimeStamp:datetime
  LastTransitionTimeReady:datetime Labels:string KubeletVersion:string KubeProxyVersion:string KubernetesProviderID:string OperatingSystem:string
  DockerVersion:string SourceSystem:string Type:string _ResourceId:string _SubscriptionId:string _BilledSize:real _IsBillable:string`;

/** One row a node a minute; Status is the list of conditions that hold. */
export function kubeNodeInventory(projection: Projection): TableSource {
  return clusterTable('KubeNodeInventory', columns, projection, function* (cluster, { range, visible }) {
    for (const at of samples(range)) {
      if (!visible(at)) continue;
      for (const node of cluster.nodes) {
        if (node.createdAt > at || (node.goneAt && node.goneAt <= at)) continue;
        const status = [
          holds(node.memoryPressure, at) ? 'MemoryPressure' : '',
          holds(node.diskPressure, at) ? 'DiskPressure' : '',
          holds(node.notReady, at) ? 'Unknown' : 'Ready',
        ]
          .filter(Boolean)
          .join(',');
        yield [
          projection.workspace.customerId,
          at,
          cluster.id,
          cluster.name,
          node.name,
          status,
          node.createdAt,
          node.notReady && node.notReady.since <= at ? node.notReady.since : node.createdAt,
          JSON.stringify([nodeLabels(cluster, node)]),
          `v${cluster.version}`,
          `v${cluster.version}`,
          'azure',
          'Ubuntu 22.04.5 LTS',
          'containerd://1.7.27-1',
          'Containers',
          'KubeNodeInventory',
          cluster.id.toLowerCase(),
          cluster.subscription.id,
          1300,
          'True',
        ];
      }
    }
  });
}
