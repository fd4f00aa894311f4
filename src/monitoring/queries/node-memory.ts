import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** What each node uses of its memory, over time. */
export const nodeMemory = defineQuery({
  name: 'node-memory',
  title: 'Memory of the nodes',
  summary: 'Memory in use on each node, in percent of what it has.',
  ways: ['memory of nodes', 'memory per node', 'nodes memory'],
  table: 'Perf',
  of: 'cluster',
  hours: 6,
  chart: { line: 'Node', value: 'Percent', unit: '%' },
  kql: (it) => kql`
Perf${within(it)}
| where ObjectName == 'K8SNode' and CounterName in ('memoryWorkingSetBytes', 'memoryCapacityBytes')
| summarize Used = avgif(CounterValue, CounterName == 'memoryWorkingSetBytes'), Capacity = maxif(CounterValue, CounterName == 'memoryCapacityBytes') by At = bin(TimeGenerated, ${it.step}), Node = Computer
| where Capacity > 0
| project At, Node, Percent = round(100.0 * Used / Capacity, 1)
| order by At asc`,
});
