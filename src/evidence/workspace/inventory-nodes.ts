import type { V1Node } from '@kubernetes/client-node';
import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { kql } from '../../azure/kql.ts';
import type { Evidence, Window } from '../../model/evidence.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { askLogs } from '../asking/ask-logs.ts';

const Row = z.object({
  Computer: z.string(),
  Status: z.string(),
  CreationTimeStamp: z.date().nullable(),
  Labels: z.string().nullable(),
  KubeletVersion: z.string().nullable(),
  At: z.date(),
});
type Row = z.infer<typeof Row>;

const minutes = 10;
/** The agent writes once a minute: what is missing from the newest samples is gone. */
const presentMs = 90_000;
const Labels = z.array(z.record(z.string(), z.string()));

/**
 * The cluster's nodes as far as KubeNodeInventory knows them: names, labels, conditions that hold, kubelet, age. What the
 * table does not know is absent: capacity, taints, messages. Late by one to four minutes. Throws NotCollected.
 */
export async function inventoryNodes(azure: Azure, cluster: ClusterRef, { to }: Window): Promise<Evidence<V1Node[]>> {
  const from = new Date(to.getTime() - minutes * 60_000);
  const query = kql`
KubeNodeInventory
| where TimeGenerated >= ${from} and TimeGenerated < ${to}
| where ClusterId =~ ${cluster.id}
| summarize arg_max(TimeGenerated, *) by Computer
| project Computer, Status, CreationTimeStamp, Labels, KubeletVersion, At = TimeGenerated`;
  const question = { table: 'KubeNodeInventory', query, row: Row, window: { from, to } } as const;
  return askLogs(azure, cluster, question, nodesIn, ({ At }) => At);
}

function nodesIn(rows: readonly Row[]): V1Node[] {
  const newest = Math.max(...rows.map(({ At }) => At.getTime()));
  return rows.filter(({ At }) => newest - At.getTime() <= presentMs).map(nodeOf);
}

/** Half a node: the types promise more than the table tells, hence the cast. */
function nodeOf({ Computer, Status, CreationTimeStamp, Labels: labels, KubeletVersion }: Row): V1Node {
  const states = Status.split(',').map((it) => it.trim());
  return {
    metadata: {
      name: Computer,
      labels: labelsOf(labels),
      ...(CreationTimeStamp && { creationTimestamp: CreationTimeStamp }),
    },
    spec: { unschedulable: states.includes('SchedulingDisabled') },
    status: {
      conditions: [
        { type: 'Ready', status: states.includes('Ready') ? 'True' : 'False' },
        ...states.filter((it) => it.endsWith('Pressure')).map((type) => ({ type, status: 'True' })),
      ],
      ...(KubeletVersion && { nodeInfo: { kubeletVersion: KubeletVersion } }),
    },
  } as unknown as V1Node;
}

/** Labels is a list with one object in it, as text. */
function labelsOf(text: string | null): Record<string, string> {
  try {
    return Object.assign({}, ...Labels.parse(JSON.parse(text ?? '[]')));
  } catch {
    // Labels only tell pools apart: a node without them is a node all the same.
    return {};
  }
}
