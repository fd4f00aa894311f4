import type { Cell, Keeps, TableSource } from '../../kql/database.ts';
import { containerRun } from '../container-run.ts';
import type { Cluster, ClusterNode, Container, Pod } from '../estate.ts';
import { holds } from '../kubernetes/node-object.ts';
import { onceFor } from '../once-for.ts';
import { cpuNanoCores, memoryBytes, overhead } from '../usage.ts';
import { clusterTable, type Projection, samples } from './table.ts';

const columns = `
  TenantId:string TimeGenerated:datetime Computer:string ObjectName:string CounterName:string InstanceName:string CounterValue:real
  CounterPath:string Min:real Max:real SampleCount:int StandardDeviation:real BucketStartTime:datetime BucketEndTime:datetime
  SourceSystem:string Type:string _ResourceId:string _SubscriptionId:string _BilledSize:real _IsBillable:string`;

const mebibyte = 1_048_576;

interface Sample {
  pod: Pod;
  container: Container;
  at: Date;
  memory: number;
  cpu: number;
}

const containerCounters: Record<string, (sample: Sample) => number> = {
  cpuUsageNanoCores: (it) => it.cpu,
  memoryWorkingSetBytes: (it) => it.memory,
  memoryRssBytes: (it) => Math.round(it.memory * 0.93),
  memoryRequestBytes: ({ container }) => container.memoryRequestMiB * mebibyte,
  // A container without a limit is reported with what its node can allocate.
  memoryLimitBytes: ({ pod, container }) =>
    container.memoryLimitMiB ? container.memoryLimitMiB * mebibyte : pod.node.memory.allocatable,
  cpuRequestNanoCores: ({ container }) => container.cpuRequest * 1_000_000,
  cpuLimitNanoCores: ({ pod, container }) => (container.cpuLimit ?? pod.node.cpu.allocatable) * 1_000_000,
  restartTimeEpoch: ({ pod, container, at }) =>
    Math.floor(containerRun(pod, container, at).startedAt.getTime() / 1_000),
};

const nodeCounters: Record<string, (node: ClusterNode, used: { memory: number; cpu: number }) => number> = {
  cpuUsageNanoCores: (node, used) => Math.min(used.cpu, node.cpu.capacity * 1_000_000),
  memoryWorkingSetBytes: (node, used) => Math.round(Math.min(used.memory, node.memory.capacity * 0.985)),
  memoryRssBytes: (node, used) => Math.round(Math.min(used.memory, node.memory.capacity * 0.985) * 0.88),
  cpuCapacityNanoCores: (node) => node.cpu.capacity * 1_000_000,
  cpuAllocatableNanoCores: (node) => node.cpu.allocatable * 1_000_000,
  memoryCapacityBytes: (node) => node.memory.capacity,
  memoryAllocatableBytes: (node) => node.memory.allocatable,
};

/** Counters of containers and nodes, once a minute. */
export function perf(projection: Projection): TableSource {
  return clusterTable('Perf', columns, projection, function* (cluster, { range, visible, keeps }) {
    const tail = [
      '',
      null,
      null,
      null,
      null,
      null,
      null,
      'Containers',
      'Perf',
      cluster.id.toLowerCase(),
      cluster.subscription.id,
      480,
      'True',
    ];
    const row = (
      at: Date,
      computer: string,
      object: string,
      counter: string,
      instance: string,
      value: number,
    ): Cell[] => [projection.workspace.customerId, at, computer, object, counter, instance, value, ...tail];
    const ofContainers = wantedCounters(containerCounters, 'K8SContainer', keeps);
    const ofNodes = wantedCounters(nodeCounters, 'K8SNode', keeps);
    const nodes =
      ofNodes.length > 0
        ? cluster.nodes.filter((it) => keeps('Computer', it.name) && keeps('InstanceName', `${cluster.id}/${it.name}`))
        : [];
    const sums = nodes.length > 0 && ofNodes.some(([counter]) => /Usage|WorkingSet|Rss/.test(counter));
    const containersOf = onceFor((pod: Pod) => wantedContainers(cluster, pod, keeps));
    for (const at of samples(range)) {
      if (!visible(at)) continue;
      const used = new Map<ClusterNode, { memory: number; cpu: number }>();
      for (const pod of projection.world.pods(cluster, at)) {
        if (pod.evicted && pod.evicted.at <= at) continue;
        const wanted = ofContainers.length > 0 ? containersOf(pod) : [];
        for (const container of sums ? pod.containers : wanted) {
          const sample = sampleOf(pod, container, at);
          if (!sample) continue;
          const sum = used.get(pod.node) ?? { ...overhead };
          used.set(pod.node, { memory: sum.memory + sample.memory, cpu: sum.cpu + sample.cpu });
          if (!wanted.includes(container)) continue;
          const instance = instanceOf(cluster, pod, container);
          for (const [counter, value] of ofContainers)
            yield row(at, pod.node.name, 'K8SContainer', counter, instance, value(sample));
        }
      }
      for (const node of nodes) {
        if (node.createdAt > at || (node.goneAt && node.goneAt <= at) || holds(node.notReady, at)) continue;
        for (const [counter, value] of ofNodes)
          yield row(
            at,
            node.name,
            'K8SNode',
            counter,
            `${cluster.id}/${node.name}`,
            value(node, used.get(node) ?? overhead),
          );
      }
    }
  });
}

function wantedCounters<Value>(counters: Record<string, Value>, object: string, keeps: Keeps): [string, Value][] {
  return keeps('ObjectName', object) ? Object.entries(counters).filter(([name]) => keeps('CounterName', name)) : [];
}

const instanceOf = (cluster: Cluster, pod: Pod, container: Container): string =>
  `${cluster.id}/${pod.uid}/${container.name}`;

function wantedContainers(cluster: Cluster, pod: Pod, keeps: Keeps): Container[] {
  if (!keeps('Computer', pod.node.name)) return [];
  return pod.containers.filter((it) => keeps('InstanceName', instanceOf(cluster, pod, it)));
}

function sampleOf(pod: Pod, container: Container, at: Date): Sample | undefined {
  const memory = container.init ? undefined : memoryBytes(pod, container, at);
  const cpu = container.init ? undefined : cpuNanoCores(pod, container, at);
  return memory === undefined || cpu === undefined ? undefined : { pod, container, at, memory, cpu };
}
