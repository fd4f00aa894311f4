import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** Nodes that were seen in another state than plainly ready. */
export const nodesNotReady = defineQuery({
  name: 'nodes-not-ready',
  title: 'Nodes not ready',
  summary: 'Nodes that were not ready or under pressure, with since when.',
  ways: ['node status', 'not ready nodes', 'notready', 'node conditions'],
  table: 'KubeNodeInventory',
  of: 'cluster',
  hours: 6,
  kql: (it) => kql`
KubeNodeInventory${within(it)}
| where Status !has 'Ready' or Status has_any ('Pressure', 'Unknown', 'NotReady')
| summarize arg_max(TimeGenerated, Status), Minutes = dcount(bin(TimeGenerated, 1m)), First = min(TimeGenerated) by Node = Computer
| project Node, Status, Minutes, Last = TimeGenerated, First
| order by Last desc`,
});
