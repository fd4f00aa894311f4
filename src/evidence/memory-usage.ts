import { z } from 'zod';
import { kql } from '../azure/kql.ts';
import type { Window } from '../model/evidence.ts';
import { defineCollector } from './collector.ts';
import { askWorkspace } from './workspace/ask-workspace.ts';
import { bin } from './workspace/bin.ts';
import { inventoryOf } from './workspace/inventory-of.ts';

/** Memory over time, in MiB: the highest sample of each stretch, oldest first. Sampled each minute, so a peak just before a kill is missed. */
export interface MemoryPoints {
  points: { at: Date; usedMiB: number }[];
  peakMiB: number;
}

/** Working set of one container. */
export interface ContainerMemory extends MemoryPoints {
  pod: string;
  container: string;
  node: string;
  /** Undefined when the container has none: the agent then reports the node's allocatable memory, which is not taken for one. */
  limitMiB?: number;
}

/** Working set of one node. */
export interface NodeMemory extends MemoryPoints {
  node: string;
  /** What pods may use; the rest is kept for the system. */
  allocatableMiB?: number;
}

/** The subject's containers, and the nodes that they ran on. */
export interface MemoryUsage {
  containers: ContainerMemory[];
  nodes: NodeMemory[];
}

const Row = z.object({
  /** Empty for a node. */
  Pod: z.string(),
  Container: z.string(),
  Node: z.string(),
  At: z.date(),
  Used: z.number().nullable(),
  /** A container's limit, a node's allocatable memory. */
  Bound: z.number().nullable(),
});
type Row = z.infer<typeof Row>;

const mostMs = 6 * 3_600_000;

/** Memory of the subject's containers against their limits, and of their nodes, over the window's last six hours (Log Analytics, Perf). */
export const memoryUsage = defineCollector({
  name: 'memoryUsage',
  what: 'memory use over time',
  closeUp: true,
  async collect(azure, subject, asked) {
    const window: Window = {
      from: new Date(Math.max(asked.from.getTime(), asked.to.getTime() - mostMs)),
      to: asked.to,
    };
    const query = kql`
let pods = materialize(${inventoryOf(subject, window)}
| summarize by PodUid, Pod = Name, Computer);
Perf
| where TimeGenerated >= ${window.from} and TimeGenerated < ${window.to}
| where CounterName in ('memoryWorkingSetBytes', 'memoryLimitBytes', 'memoryAllocatableBytes')
| where Computer in ((pods | project Computer)) and InstanceName startswith ${`${subject.cluster.id}/`}
| extend PodUid = iff(ObjectName == 'K8SNode', '', extract('([^/]+)/[^/]+$', 1, InstanceName))
| join kind=leftouter (pods | project PodUid, Pod) on PodUid
| where ObjectName == 'K8SNode' or isnotempty(Pod)
| extend Container = iff(ObjectName == 'K8SNode', '', extract('[^/]+$', 0, InstanceName))
| summarize Used = maxif(CounterValue, CounterName == 'memoryWorkingSetBytes'), Bound = maxif(CounterValue, CounterName != 'memoryWorkingSetBytes')
    by Pod, Container, Node = Computer, At = bin(TimeGenerated, ${bin(window)})
| order by Node asc, Pod asc, Container asc, At asc`;
    return askWorkspace(azure, subject.cluster, { table: 'Perf', query, row: Row, window, at: ({ At }) => At }, usage);
  },
});

function usage(rows: Row[]): MemoryUsage {
  const those = [...Map.groupBy(rows, (row) => [row.Node, row.Pod, row.Container].join('/')).values()];
  const nodes = those.filter((its) => its[0]?.Pod === '').map(nodeMemory);
  const allocatable = new Map(nodes.map((it) => [it.node, it.allocatableMiB]));
  const containers = those.filter((its) => its[0]?.Pod !== '');
  return { nodes, containers: containers.map((its) => containerMemory(its, allocatable)) };
}

function nodeMemory(rows: Row[]): NodeMemory {
  const allocatableMiB = boundOf(rows);
  return { node: rows[0]?.Node ?? '', ...pointsOf(rows), ...(allocatableMiB === undefined ? {} : { allocatableMiB }) };
}

function containerMemory(rows: Row[], allocatable: Map<string, number | undefined>): ContainerMemory {
  const { Pod = '', Container = '', Node = '' } = rows[0] ?? {};
  const bound = boundOf(rows);
  const isNodes = bound === undefined || Math.abs(bound - (allocatable.get(Node) ?? 0)) < 1;
  return { pod: Pod, container: Container, node: Node, ...pointsOf(rows), ...(isNodes ? {} : { limitMiB: bound }) };
}

function pointsOf(rows: Row[]): MemoryPoints {
  const points = rows.flatMap(({ At, Used }) => (Used === null ? [] : [{ at: At, usedMiB: Used / 2 ** 20 }]));
  return { points, peakMiB: Math.max(0, ...points.map((it) => it.usedMiB)) };
}

/** The newest bound in MiB; the agent writes 0 for none. */
function boundOf(rows: Row[]): number | undefined {
  const bytes = rows.findLast((row) => row.Bound)?.Bound;
  return bytes ? bytes / 2 ** 20 : undefined;
}
