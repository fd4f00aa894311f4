import type { V1Node } from '@kubernetes/client-node';
import { z } from 'zod';
import { kql } from '../azure/kql.ts';
import type { NodeStates } from '../model/cluster-health.ts';
import { askLogs } from './asking/ask-logs.ts';
import { firstAnswer } from './asking/first-answer.ts';
import { defineCollector } from './collector.ts';

const Row = z.object({ Computer: z.string(), Status: z.string(), at: z.date() });

/** Nodes by state: the Kubernetes API, else KubeNodeInventory. */
export const nodeStates = defineCollector<'nodeStates', NodeStates>({
  name: 'nodeStates',
  what: 'state of the nodes',
  collect: (azure, subject, window) =>
    firstAnswer('state of the nodes', [
      async () => ({
        value: fromNodes(await azure.kubernetes.list(subject.cluster.id, 'nodes')),
        source: { service: 'Kubernetes API', detail: 'nodes' },
        at: window.to,
      }),
      async () =>
        askLogs(
          azure,
          subject.cluster,
          {
            table: 'KubeNodeInventory',
            query: kql`KubeNodeInventory
| where ClusterId =~ ${subject.cluster.id} and TimeGenerated > ${minutesBefore(window.to, 10)}
| summarize arg_max(TimeGenerated, Status) by Computer
| project Computer, Status, at = TimeGenerated`,
            row: Row,
            window,
          },
          fromRows,
          ({ at }) => at,
        ),
    ]),
});

/** A node that was scaled in stays in the table: only those that reported lately are there now. */
function minutesBefore(at: Date, minutes: number): Date {
  return new Date(at.getTime() - minutes * 60_000);
}

function fromNodes(nodes: V1Node[]): NodeStates {
  const names = (wanted: (node: V1Node) => boolean) => nodes.filter(wanted).map((node) => node.metadata?.name ?? '');
  return {
    ready: nodes.filter(isReady).length,
    notReady: names((node) => !isReady(node)),
    cordoned: names((node) => node.spec?.unschedulable === true),
    pressure: nodes.flatMap((node) =>
      (node.status?.conditions ?? [])
        .filter(({ type, status }) => type.endsWith('Pressure') && status === 'True')
        .map(({ type }) => ({ node: node.metadata?.name ?? '', condition: type })),
    ),
  };
}

function isReady(node: V1Node): boolean {
  return node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

/** Status lists the conditions that hold ("Ready", "Ready,MemoryPressure"); "SchedulingDisabled" is a cordon. */
function fromRows(rows: z.infer<typeof Row>[]): NodeStates {
  const parts = rows.map(({ Computer, Status }) => ({
    node: Computer,
    states: Status.split(',').map((it) => it.trim()),
  }));
  return {
    ready: parts.filter(({ states }) => states.includes('Ready')).length,
    notReady: parts.filter(({ states }) => !states.includes('Ready')).map(({ node }) => node),
    cordoned: parts.filter(({ states }) => states.includes('SchedulingDisabled')).map(({ node }) => node),
    pressure: parts.flatMap(({ node, states }) =>
      states.filter((state) => state.endsWith('Pressure')).map((condition) => ({ node, condition })),
    ),
  };
}
