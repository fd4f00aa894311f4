import type { TableSource } from '../../kql/database.ts';
import { containerRun } from '../container-run.ts';
import { containerId } from '../kubernetes/pod-object.ts';
import { clusterTable, type Projection, samples } from './table.ts';

const columns = `
  TenantId:string TimeGenerated:datetime Computer:string ContainerID:string Name:string ContainerHostname:string ContainerState:string
  Image:string ImageID:string ImageTag:string Repository:string ExitCode:int CreatedTime:datetime StartedTime:datetime FinishedTime:datetime
  Command:string ComposeGroup:string EnvironmentVar:string Links:string Ports:string
  SourceSystem:string Type:string _ResourceId:string _SubscriptionId:string _BilledSize:real _IsBillable:string`;

/** One row a container a minute: its image in three parts, and the digest without its name, as the agent writes them. */
export function containerInventory(projection: Projection): TableSource {
  return clusterTable('ContainerInventory', columns, projection, function* (cluster, { range, visible, keeps }) {
    for (const at of samples(range)) {
      if (!visible(at)) continue;
      for (const pod of projection.world.pods(cluster, at)) {
        if (pod.pending || !keeps('Computer', pod.node.name)) continue;
        for (const container of pod.containers) {
          const run = containerRun(pod, container, at);
          if (run.state !== 'running') continue;
          const { registry, repository, tags, digest } = container.image;
          yield [
            projection.workspace.customerId,
            at,
            pod.node.name,
            containerId(pod, container, run.restarts),
            `${pod.uid}/${container.name}`,
            pod.name,
            'Running',
            repository,
            digest,
            tags[0] ?? '',
            registry,
            0,
            run.startedAt,
            run.startedAt,
            null,
            ...['', '', '', '', ''],
            'Containers',
            'ContainerInventory',
            cluster.id.toLowerCase(),
            cluster.subscription.id,
            1500,
            'True',
          ];
        }
      }
    }
  });
}
