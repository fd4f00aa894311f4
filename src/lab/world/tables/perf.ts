import type { Cell, TableSource } from '../../kql/database.ts';
import { containerRun } from '../container-run.ts';
import type { Cluster, ClusterNode } from '../estate.ts';
import { cpuNanoCores, memoryBytes } from '../usage.ts';
import { clusterTable, type Projection, samples } from './table.ts';

const columns = `
  TenantId:string TimeGenerated:datetime Computer:string ObjectName:string CounterName:string InstanceName:string CounterValue:real
  CounterPath:string Min:real Max:real SampleCount:int StandardDeviation:real BucketStartTime:datetime BucketEndTime:datetime
  SourceSystem:string Type:string _ResourceId:string _SubscriptionId:string _BilledSize:real _IsBillable:string`;

const mebibyte = 1_048_576;
const nodesOwn = { memory: 1_150 * mebibyte, cpu: 160_000_000 };

/** Counters of containers and nodes, once a minute. */
export function perf(projection: Projection): TableSource {
  return clusterTable('Perf', columns, projection, function* (cluster, range, visible) {
    const tail = [
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
      0,
      'True',
    ];
    for (const at of samples(range)) {
      if (!visible(at)) continue;
      const row = (computer: string, object: string, counter: string, instance: string, value: number): Cell[] => [
        projection.workspace.customerId,
        at,
        computer,
        object,
        counter,
        instance,
        value,
        '',
        ...tail,
      ];
      yield* clusterRows(projection, cluster, at, row);
    }
  });
}

type Row = (computer: string, object: string, counter: string, instance: string, value: number) => Cell[];

function* clusterRows(projection: Projection, cluster: Cluster, at: Date, row: Row): Generator<Cell[]> {
  const used = new Map<ClusterNode, { memory: number; cpu: number }>();
  for (const pod of projection.world.pods(cluster, at)) {
    const sum = used.get(pod.node) ?? { ...nodesOwn };
    used.set(pod.node, sum);
    for (const container of pod.workload.containers) {
      const memory = container.init ? undefined : memoryBytes(pod, container, at);
      const cpu = container.init ? undefined : cpuNanoCores(pod, container, at);
      if (memory === undefined || cpu === undefined || pod.evicted) continue;
      sum.memory += memory;
      sum.cpu += cpu;
      const instance = `${cluster.id}/${pod.uid}/${container.name}`;
      const of = (counter: string, value: number) => row(pod.node.name, 'K8SContainer', counter, instance, value);
      yield of('cpuUsageNanoCores', cpu);
      yield of('memoryWorkingSetBytes', memory);
      yield of('memoryRssBytes', Math.round(memory * 0.93));
      yield of('memoryRequestBytes', container.memoryRequestMiB * mebibyte);
      // A container without a limit is reported with what its node can allocate.
      yield of(
        'memoryLimitBytes',
        container.memoryLimitMiB ? container.memoryLimitMiB * mebibyte : pod.node.memory.allocatable,
      );
      yield of('cpuRequestNanoCores', container.cpuRequest * 1_000_000);
      yield of('cpuLimitNanoCores', (container.cpuLimit ?? pod.node.cpu.allocatable) * 1_000_000);
      yield of('restartTimeEpoch', Math.floor(containerRun(pod, container, at).startedAt.getTime() / 1_000));
    }
  }
  for (const node of cluster.nodes) {
    if (node.createdAt > at || (node.goneAt && node.goneAt <= at)) continue;
    const sum = used.get(node) ?? nodesOwn;
    const of = (counter: string, value: number) =>
      row(node.name, 'K8SNode', counter, `${cluster.id}/${node.name}`, value);
    const memory = Math.min(sum.memory, node.memory.capacity * 0.985);
    yield of('cpuUsageNanoCores', Math.min(sum.cpu, node.cpu.capacity * 1_000_000));
    yield of('memoryWorkingSetBytes', Math.round(memory));
    yield of('memoryRssBytes', Math.round(memory * 0.88));
    yield of('cpuCapacityNanoCores', node.cpu.capacity * 1_000_000);
    yield of('cpuAllocatableNanoCores', node.cpu.allocatable * 1_000_000);
    yield of('memoryCapacityBytes', node.memory.capacity);
    yield of('memoryAllocatableBytes', node.memory.allocatable);
  }
}
