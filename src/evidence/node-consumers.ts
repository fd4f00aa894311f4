import { z } from 'zod';
import { kql } from '../azure/kql.ts';
import { defineCollector } from './collector.ts';
import { askWorkspace } from './workspace/ask-workspace.ts';
import { inventoryOf } from './workspace/inventory-of.ts';

/** A container that takes much of a node's memory, in MiB. */
export interface NodeConsumer {
  node: string;
  namespace: string;
  pod: string;
  container: string;
  peakMiB: number;
  requestMiB: number;
}

const Row = z.object({
  Node: z.string(),
  Namespace: z.string(),
  Pod: z.string(),
  Container: z.string(),
  Used: z.number(),
  Request: z.number().nullable(),
});

const mostMs = 3_600_000;

/** The five largest containers, by memory in the window's last hour, of each node that runs the subject's pods (Log Analytics, Perf). */
export const nodeConsumers = defineCollector({
  name: 'nodeConsumers',
  what: 'what else uses the memory of the nodes',
  closeUp: true,
  async collect(azure, subject, asked) {
    const window = { from: new Date(Math.max(asked.from.getTime(), asked.to.getTime() - mostMs)), to: asked.to };
    const { cluster } = subject;
    const query = kql`
let nodes = materialize(${inventoryOf(subject, window)}
| summarize by Computer);
let pods = KubePodInventory
| where TimeGenerated >= ${window.from} and TimeGenerated < ${window.to}
| where ClusterId =~ ${cluster.id} and Computer in (nodes)
| summarize by PodUid, Pod = Name, Namespace;
Perf
| where TimeGenerated >= ${window.from} and TimeGenerated < ${window.to}
| where ObjectName == 'K8SContainer' and CounterName in ('memoryWorkingSetBytes', 'memoryRequestBytes')
| where Computer in (nodes) and InstanceName startswith ${`${cluster.id}/`}
| summarize Used = maxif(CounterValue, CounterName == 'memoryWorkingSetBytes'), Request = maxif(CounterValue, CounterName == 'memoryRequestBytes')
    by InstanceName, Node = Computer
| where isnotnull(Used)
| extend PodUid = extract('([^/]+)/[^/]+$', 1, InstanceName), Container = extract('[^/]+$', 0, InstanceName)
| join kind=inner pods on PodUid
| order by Node asc, Used desc
| extend Rank = row_number(1, prev(Node) != Node)
| where Rank <= 5
| project Node, Namespace, Pod, Container, Used, Request`;
    return askWorkspace(azure, cluster, { table: 'Perf', query, row: Row, window }, (rows) =>
      rows.map(
        ({ Node, Namespace, Pod, Container, Used, Request }): NodeConsumer => ({
          node: Node,
          namespace: Namespace,
          pod: Pod,
          container: Container,
          peakMiB: Used / 2 ** 20,
          requestMiB: (Request ?? 0) / 2 ** 20,
        }),
      ),
    );
  },
});
