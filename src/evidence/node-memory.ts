import { z } from 'zod';
import { kql } from '../azure/kql.ts';
import { defineCollector } from './collector.ts';
import { askWorkspace } from './workspace/ask-workspace.ts';
import { bin } from './workspace/bin.ts';
import { inventoryOf } from './workspace/inventory-of.ts';

/** Memory of one node over time, in MiB. */
export interface NodeMemory {
  node: string;
  points: { at: Date; usedMiB: number }[];
  peakMiB: number;
  /** What pods may use; the rest is kept for the system. */
  allocatableMiB?: number;
  capacityMiB?: number;
}

const Row = z.object({
  Node: z.string(),
  At: z.date(),
  Used: z.number().nullable(),
  Allocatable: z.number().nullable(),
  Capacity: z.number().nullable(),
});

/** Memory working set of the nodes that the subject's pods ran on (Log Analytics, Perf). */
export const nodeMemory = defineCollector({
  name: 'nodeMemory',
  what: 'memory of the nodes over time',
  async collect(azure, subject, window) {
    const step = bin(window);
    const query = kql`
let nodes = ${inventoryOf(subject, window)}
| where isnotempty(Computer)
| summarize by Computer;
Perf
| where TimeGenerated >= ${window.from} and TimeGenerated < ${window.to}
| where ObjectName == 'K8SNode'
| where CounterName in ('memoryWorkingSetBytes', 'memoryAllocatableBytes', 'memoryCapacityBytes')
| where InstanceName startswith ${`${subject.cluster.id}/`}
| where Computer in (nodes)
| summarize Used = maxif(CounterValue, CounterName == 'memoryWorkingSetBytes'),
    Allocatable = maxif(CounterValue, CounterName == 'memoryAllocatableBytes'),
    Capacity = maxif(CounterValue, CounterName == 'memoryCapacityBytes')
    by Node = Computer, At = bin(TimeGenerated, ${step})
| order by Node asc, At asc`;
    return askWorkspace(
      azure,
      subject.cluster,
      { table: 'Perf', query, row: Row, window, at: ({ At }) => At },
      nodesOf,
    );
  },
});

function nodesOf(rows: z.infer<typeof Row>[]): NodeMemory[] {
  return [...Map.groupBy(rows, (row) => row.Node)].map(([node, those]) => {
    const points = those.flatMap(({ At, Used }) => (Used === null ? [] : [{ at: At, usedMiB: Used / 2 ** 20 }]));
    return {
      node,
      points,
      peakMiB: Math.max(0, ...points.map((it) => it.usedMiB)),
      ...newest('allocatableMiB', those, 'Allocatable'),
      ...newest('capacityMiB', those, 'Capacity'),
    };
  });
}

function newest<Key extends string>(key: Key, rows: z.infer<typeof Row>[], column: 'Allocatable' | 'Capacity') {
  const bytes = rows.findLast((row) => row[column] !== null)?.[column];
  return (bytes ? { [key]: bytes / 2 ** 20 } : {}) as { [K in Key]?: number };
}
