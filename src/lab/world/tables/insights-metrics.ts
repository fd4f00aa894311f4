import type { TableSource } from '../../kql/database.ts';
import { autoscaling } from '../autoscaling.ts';
import { isDeleted, podReady } from '../container-run.ts';
import type { Cluster, Pod } from '../estate.ts';
import { diskUsed } from '../metrics/disk-used.ts';
import { clusterTable, type Projection, samples } from './table.ts';

const columns = `
  TenantId:string TimeGenerated:datetime Computer:string Origin:string Namespace:string Name:string Val:real Value:string Tags:string
  AgentId:string SourceSystem:string Type:string _ResourceId:string _SubscriptionId:string _BilledSize:real _IsBillable:string`;

/** What one row measures. */
interface Measure {
  namespace: string;
  name: string;
  value: number;
  tags: Record<string, string>;
}

/** Replicas of Deployments, autoscalers and the disks of nodes, once a minute. Tags is a JSON string. */
export function insightsMetrics(projection: Projection): TableSource {
  return clusterTable('InsightsMetrics', columns, projection, function* (cluster, { range, visible, keeps }) {
    const ofCluster = { 'container.azm.ms/clusterId': cluster.id, 'container.azm.ms/clusterName': cluster.name };
    for (const at of samples(range)) {
      if (!visible(at)) continue;
      const state = keeps('Namespace', 'container.azm.ms/kubestate') ? projection.world.pods(cluster, at) : undefined;
      const measures = [
        ...(state ? [...replicas(cluster, state, at), ...autoscalers(cluster, state, at)] : []),
        ...(keeps('Namespace', 'container.azm.ms/disk') ? disks(cluster, at) : []),
      ];
      for (const { namespace, name, value, tags } of measures)
        yield [
          projection.workspace.customerId,
          at,
          '',
          'container.azm.ms',
          namespace,
          name,
          value,
          '',
          JSON.stringify({ ...ofCluster, ...tags }),
          '',
          'Containers',
          'InsightsMetrics',
          cluster.id.toLowerCase(),
          cluster.subscription.id,
          620,
          'True',
        ];
    }
  });
}

function replicas(cluster: Cluster, pods: Pod[], at: Date): Measure[] {
  return cluster.workloads
    .filter(({ kind }) => kind === 'Deployment')
    .map((workload) => {
      const ready = pods.filter(
        (pod) => pod.workload === workload && !pod.evicted && !isDeleted(pod, at) && podReady(pod, at),
      ).length;
      const tags = {
        deployment: workload.name,
        k8sNamespace: workload.namespace,
        spec_replicas: String(workload.replicas),
        status_replicas_available: String(ready),
        status_replicas_ready: String(ready),
      };
      return {
        namespace: 'container.azm.ms/kubestate',
        name: 'kube_deployment_status_replicas_ready',
        value: ready,
        tags,
      };
    });
}

function autoscalers(cluster: Cluster, pods: Pod[], at: Date): Measure[] {
  return cluster.autoscalers.map((it) => {
    const seen = autoscaling(it, pods, at);
    const tags = {
      hpa: it.name,
      k8sNamespace: it.namespace,
      targetKind: 'Deployment',
      targetName: it.name,
      spec_min_replicas: String(it.min),
      spec_max_replicas: String(it.max),
      status_desired_replicas: String(seen.desired),
    };
    return {
      namespace: 'container.azm.ms/kubestate',
      name: 'kube_hpa_status_current_replicas',
      value: seen.current,
      tags,
    };
  });
}

function disks(cluster: Cluster, at: Date): Measure[] {
  return cluster.nodes
    .filter((node) => node.createdAt <= at && !(node.goneAt && node.goneAt <= at))
    .map((node) => ({
      namespace: 'container.azm.ms/disk',
      name: 'used_percent',
      value: diskUsed(node, at),
      tags: { hostName: node.name, device: 'sda1', path: '/', fstype: 'ext4', mode: 'rw' },
    }));
}
