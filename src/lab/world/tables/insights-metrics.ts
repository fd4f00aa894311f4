import type { TableSource } from '../../kql/database.ts';
import { isDeleted, podReady } from '../container-run.ts';
import { clusterTable, type Projection, samples } from './table.ts';

const columns = `
  TenantId:string TimeGenerated:datetime Computer:string Origin:string Namespace:string Name:string Val:real Value:string Tags:string
  AgentId:string SourceSystem:string Type:string _ResourceId:string _SubscriptionId:string _BilledSize:real _IsBillable:string`;

/** The kube-state part of the table: replicas of Deployments, once a minute. Tags is a JSON string. */
export function insightsMetrics(projection: Projection): TableSource {
  return clusterTable('InsightsMetrics', columns, projection, function* (cluster, { range, visible }) {
    for (const at of samples(range)) {
      if (!visible(at)) continue;
      const pods = projection.world.pods(cluster, at);
      for (const workload of cluster.workloads) {
        if (workload.kind !== 'Deployment') continue;
        const ready = pods.filter(
          (pod) => pod.workload === workload && !pod.evicted && !isDeleted(pod, at) && podReady(pod, at),
        ).length;
        const tags = JSON.stringify({
          'container.azm.ms/clusterId': cluster.id,
          'container.azm.ms/clusterName': cluster.name,
          deployment: workload.name,
          k8sNamespace: workload.namespace,
          spec_replicas: String(workload.replicas),
          status_replicas_available: String(ready),
          status_replicas_ready: String(ready),
        });
        yield [
          projection.workspace.customerId,
          at,
          '',
          'container.azm.ms',
          'container.azm.ms/kubestate',
          'kube_deployment_status_replicas_ready',
          ready,
          '',
          tags,
          '',
          'Containers',
          'InsightsMetrics',
          cluster.id.toLowerCase(),
          cluster.subscription.id,
          0,
          'True',
        ];
      }
    }
  });
}
