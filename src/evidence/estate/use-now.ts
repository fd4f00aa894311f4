import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { type Kql, kql } from '../../azure/kql.ts';
import type { Evidence, Window } from '../../model/evidence.ts';
import type { ClusterRef, Subject } from '../../model/subject.ts';
import { askLogs } from '../asking/ask-logs.ts';
import { firstAnswer } from '../asking/first-answer.ts';
import { defineCollector } from '../collector.ts';
import { prometheusUse } from './prometheus-use.ts';

/** One container or node, in cores and MiB. */
export interface Measured {
  /** Node that it is, or runs on. */
  node: string;
  /** Of a container its pod, by its uid or, where only that is known, as "namespace/name"; empty for a node. */
  pod: string;
  container: string;
  cpu?: number;
  memoryMiB?: number;
  /** What a container may use, undefined for no limit; what pods may use of a node. */
  cpuBound?: number;
  memoryBoundMiB?: number;
}

const Row = z.object({
  Node: z.string(),
  Instance: z.string(),
  Cpu: z.number().nullable(),
  Memory: z.number().nullable(),
  CpuBound: z.number().nullable(),
  MemoryBound: z.number().nullable(),
  At: z.date(),
});
type Row = z.infer<typeof Row>;

/** Samples arrive one to three and a half minutes late, and with one preset come every five minutes. */
const minutes = 10;
const nanoCores = 1e9;

/** CPU and memory of the nodes now, and what pods may use of them (Log Analytics, Perf; absent in the default preset). */
export const nodeUse = defineCollector<'nodeUse', Measured[]>({
  name: 'nodeUse',
  what: 'CPU and memory in use on the nodes',
  collect: (azure, subject, window) => perfNow(azure, subject, window, kql`ObjectName == 'K8SNode'`),
});

/** CPU and memory of all containers now, and their limits: Perf (Log Analytics; absent in the default preset), else managed Prometheus, which has no limits here. */
export const containerUse = defineCollector<'containerUse', Measured[]>({
  name: 'containerUse',
  what: 'CPU and memory in use',
  collect: (azure, subject, window) =>
    firstAnswer('CPU and memory in use', [
      () => perfNow(azure, subject, window, kql`ObjectName in ('K8SContainer', 'K8SNode')`),
      () => prometheusUse(azure, subject, window),
    ]),
});

async function perfNow(
  azure: Azure,
  { cluster, kind, name: node }: Subject,
  { to }: Window,
  objects: Kql,
): Promise<Evidence<Measured[]>> {
  const from = new Date(to.getTime() - minutes * 60_000);
  const there = kind === 'Node' ? kql` and Computer =~ ${node}` : kql``;
  const query = kql`
Perf
| where TimeGenerated >= ${from} and TimeGenerated < ${to}
| where ${objects} and InstanceName startswith ${`${cluster.id}/`}${there}
| where CounterName in ('cpuUsageNanoCores', 'memoryWorkingSetBytes', 'cpuLimitNanoCores', 'memoryLimitBytes', 'cpuAllocatableNanoCores', 'memoryAllocatableBytes')
| summarize arg_max(TimeGenerated, CounterValue) by Node = Computer, Instance = InstanceName, CounterName
| summarize Cpu = maxif(CounterValue, CounterName == 'cpuUsageNanoCores'), Memory = maxif(CounterValue, CounterName == 'memoryWorkingSetBytes'),
    CpuBound = maxif(CounterValue, CounterName in ('cpuLimitNanoCores', 'cpuAllocatableNanoCores')),
    MemoryBound = maxif(CounterValue, CounterName in ('memoryLimitBytes', 'memoryAllocatableBytes')), At = max(TimeGenerated) by Node, Instance`;
  const question = { table: 'Perf', query, row: Row, window: { from, to } } as const;
  return askLogs(
    azure,
    cluster,
    question,
    (rows) => measuredIn(rows, cluster),
    ({ At }) => At,
  );
}

/** Of a container without a limit the agent writes what its node can allocate, which is not taken for one. */
function measuredIn(rows: readonly Row[], cluster: ClusterRef): Measured[] {
  const parts = rows.map((row) => ({ row, path: row.Instance.slice(cluster.id.length + 1).split('/') }));
  const nodes = new Map(parts.filter(({ path }) => path.length === 1).map(({ row }) => [row.Node, row]));
  return parts.map(({ row, path }): Measured => {
    const isNode = path.length === 1;
    const whole = isNode ? undefined : nodes.get(row.Node);
    const bound = (own: number | null, all: number | null | undefined) =>
      own !== null && own > 0 && !(all && Math.abs(own - all) < 1) ? own : undefined;
    return {
      node: row.Node,
      pod: isNode ? '' : (path[0] ?? ''),
      container: isNode ? '' : (path[1] ?? ''),
      ...some('cpu', row.Cpu ?? undefined, nanoCores),
      ...some('memoryMiB', row.Memory ?? undefined, 2 ** 20),
      ...some('cpuBound', bound(row.CpuBound, whole?.CpuBound), nanoCores),
      ...some('memoryBoundMiB', bound(row.MemoryBound, whole?.MemoryBound), 2 ** 20),
    };
  });
}

function some<Key extends string>(key: Key, value: number | undefined, unit: number): { [K in Key]?: number } {
  return (value === undefined ? {} : { [key]: value / unit }) as { [K in Key]?: number };
}
