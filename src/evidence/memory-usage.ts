import { z } from 'zod';
import { kql } from '../azure/kql.ts';
import { defineCollector } from './collector.ts';
import { askWorkspace } from './workspace/ask-workspace.ts';
import { bin } from './workspace/bin.ts';
import { inventoryOf } from './workspace/inventory-of.ts';

/** Working set of one container over time, in MiB. */
export interface MemoryUsage {
  pod: string;
  container: string;
  node: string;
  /** The highest sample of each stretch of time, oldest first; sampled each minute, so a peak just before a kill is missed. */
  points: { at: Date; usedMiB: number }[];
  peakMiB: number;
  /** Undefined when the container has none: the agent then reports the node's allocatable memory, and we drop it. */
  limitMiB?: number;
}

const Row = z.object({
  Pod: z.string(),
  Container: z.string(),
  Node: z.string(),
  At: z.date(),
  Used: z.number().nullable(),
  Limit: z.number().nullable(),
  Allocatable: z.number().nullable(),
});

/** Memory working set of the subject's containers against their limits over the window (Log Analytics, Perf). */
export const memoryUsage = defineCollector({
  name: 'memoryUsage',
  what: 'memory use over time',
  async collect(azure, subject, window) {
    const step = bin(window);
    const query = kql`
let pods = ${inventoryOf(subject, window)}
| summarize by PodUid, Pod = Name;
let nodes = Perf
| where TimeGenerated >= ${window.from} and TimeGenerated < ${window.to}
| where ObjectName == 'K8SNode' and CounterName == 'memoryAllocatableBytes'
| where InstanceName startswith ${`${subject.cluster.id}/`}
| summarize Allocatable = max(CounterValue) by Computer;
Perf
| where TimeGenerated >= ${window.from} and TimeGenerated < ${window.to}
| where ObjectName == 'K8SContainer' and CounterName in ('memoryWorkingSetBytes', 'memoryLimitBytes')
| where InstanceName startswith ${`${subject.cluster.id}/`}
| extend PodUid = extract('([^/]+)/[^/]+$', 1, InstanceName), Container = extract('[^/]+$', 0, InstanceName)
| join kind=inner pods on PodUid
| summarize Used = maxif(CounterValue, CounterName == 'memoryWorkingSetBytes'), Limit = maxif(CounterValue, CounterName == 'memoryLimitBytes')
    by Pod, Container, Computer, At = bin(TimeGenerated, ${step})
| join kind=leftouter nodes on Computer
| project Pod, Container, Node = Computer, At, Used, Limit, Allocatable
| order by Pod asc, Container asc, At asc`;
    return askWorkspace(azure, subject.cluster, { table: 'Perf', query, row: Row, window, at: ({ At }) => At }, usages);
  },
});

function usages(rows: z.infer<typeof Row>[]): MemoryUsage[] {
  const byContainer = Map.groupBy(rows, (row) => `${row.Pod}/${row.Container}`);
  return [...byContainer.values()].flatMap((those) => {
    const last = those.at(-1);
    if (!last) return [];
    const points = those.flatMap(({ At, Used }) => (Used === null ? [] : [{ at: At, usedMiB: Used / 2 ** 20 }]));
    const limitMiB = those.flatMap(limitOf).at(-1);
    return {
      pod: last.Pod,
      container: last.Container,
      node: last.Node,
      points,
      peakMiB: Math.max(0, ...points.map((it) => it.usedMiB)),
      ...(limitMiB === undefined ? {} : { limitMiB }),
    };
  });
}

function limitOf({ Limit, Allocatable }: z.infer<typeof Row>): number[] {
  const isNodeAllocatable = Limit !== null && Allocatable !== null && Math.abs(Limit - Allocatable) < 2 ** 20;
  return Limit === null || Limit === 0 || isNodeAllocatable ? [] : [Limit / 2 ** 20];
}
