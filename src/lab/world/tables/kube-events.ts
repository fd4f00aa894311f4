import type { TableSource } from '../../kql/database.ts';
import { happeningsOf } from '../happenings.ts';
import { clusterTable, type Projection } from './table.ts';

const columns = `
  TenantId:string TimeGenerated:datetime ClusterId:string ClusterName:string Computer:string Namespace:string Name:string ObjectKind:string
  KubeEventType:string Reason:string Message:string SourceComponent:string FirstSeen:datetime LastSeen:datetime Count:real
  SourceSystem:string Type:string _ResourceId:string _SubscriptionId:string _BilledSize:real _IsBillable:string`;

/** Warnings only, as the agent collects by default; seen by it within a minute, with the count so far. */
export function kubeEvents(projection: Projection): TableSource {
  return clusterTable('KubeEvents', columns, projection, function* (cluster, { range, visible }) {
    const counts = new Map<string, { count: number; first: Date }>();
    for (const it of happeningsOf(cluster, new Date(range.from.getTime() - 24 * 3_600_000), range.to)) {
      // The autoscaler's events are Normal, and yet the ones that explain a node count: the lab's agent collects its namespace's.
      if (it.type === 'Normal' && it.component !== 'cluster-autoscaler') continue;
      // Kills are counted by node, as each is worded otherwise.
      const key = `${it.object.uid}/${it.reason}/${it.reason === 'OOMKilling' ? '' : it.message}`;
      const seen = counts.get(key) ?? { count: 0, first: it.at };
      counts.set(key, { ...seen, count: seen.count + 1 });
      const sampledAt = new Date(Math.ceil((it.at.getTime() + 1) / 60_000) * 60_000);
      if (sampledAt < range.from || !visible(sampledAt)) continue;
      yield [
        projection.workspace.customerId,
        sampledAt,
        cluster.id,
        cluster.name,
        it.host,
        it.object.namespace || 'default',
        it.object.name,
        it.object.kind,
        it.type,
        it.reason,
        it.message,
        it.component,
        seen.first,
        it.at,
        seen.count + 1,
        'Containers',
        'KubeEvents',
        cluster.id.toLowerCase(),
        cluster.subscription.id,
        900,
        'True',
      ];
    }
  });
}
