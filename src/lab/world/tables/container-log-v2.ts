import type { TableSource } from '../../kql/database.ts';
import { containerRun } from '../container-run.ts';
import { podLabels } from '../kubernetes/metadata.ts';
import { holds } from '../kubernetes/node-object.ts';
import { logLines } from '../kubernetes/pod-log.ts';
import { containerId } from '../kubernetes/pod-object.ts';
import { podsOf } from '../metrics/metric.ts';
import { clusterTable, type Projection } from './table.ts';

const columns = `
  TenantId:string TimeGenerated:datetime Computer:string ContainerId:string ContainerName:string PodName:string PodNamespace:string
  LogMessage:dynamic LogSource:string LogLevel:string KubernetesMetadata:dynamic SourceSystem:string Type:string _ResourceId:string _SubscriptionId:string
  _BilledSize:real _IsBillable:string`;

/** What containers wrote. Here ContainerName is the plain name, and ContainerId has a small d. */
export function containerLogV2(projection: Projection): TableSource {
  return clusterTable('ContainerLogV2', columns, projection, function* (cluster, { range, visible, keeps }) {
    const pods = podsOf({ world: projection.world, cluster, from: range.from, to: range.to }).filter(
      (pod) =>
        pod.createdAt < range.to &&
        !(pod.goneAt && pod.goneAt < range.from) &&
        !pod.workload.system &&
        keeps('PodNamespace', pod.workload.namespace) &&
        keeps('PodName', pod.name),
    );
    for (const pod of pods) {
      const metadata = {
        podLabels: podLabels(pod),
        podUid: pod.uid,
        image: pod.containers.find((it) => !it.init)?.image.repository,
      };
      for (const container of pod.containers.filter((it) => keeps('ContainerName', it.name))) {
        for (const line of logLines(
          pod,
          container,
          new Date(Math.max(range.from.getTime(), pod.createdAt.getTime())),
          range.to,
        )) {
          const run = containerRun(pod, container, line.at);
          if (
            run.state !== 'running' ||
            !visible(line.at) ||
            holds(pod.node.notReady, line.at) ||
            (pod.goneAt && pod.goneAt <= line.at)
          )
            continue;
          yield [
            projection.workspace.customerId,
            line.at,
            pod.node.name,
            containerId(pod, container, run.restarts),
            container.name,
            pod.name,
            pod.workload.namespace,
            line.text,
            line.stream,
            levelOf(line.text),
            metadata,
            'Containers',
            'ContainerLogV2',
            cluster.id.toLowerCase(),
            cluster.subscription.id,
            640,
            'True',
          ];
        }
      }
    }
  });
}

function levelOf(text: string): string {
  if (text.includes(' WARN ')) return 'warning';
  return / (ERROR|FATAL) |^Error: /.test(text) ? 'error' : 'info';
}
