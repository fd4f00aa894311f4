import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** What each node uses of its CPU, over time. */
export const nodeCpu = defineQuery({
  name: 'node-cpu',
  title: 'CPU of the nodes',
  summary: 'CPU that each node uses, in percent of what it has.',
  ways: ['cpu of nodes', 'cpu per node', 'nodes cpu'],
  table: 'Perf',
  of: 'cluster',
  hours: 6,
  chart: { line: 'Node', value: 'Percent', unit: '%' },
  kql: (it) => kql`
Perf${within(it)}
| where ObjectName == 'K8SNode' and CounterName in ('cpuUsageNanoCores', 'cpuCapacityNanoCores')
| summarize Used = avgif(CounterValue, CounterName == 'cpuUsageNanoCores'), Capacity = maxif(CounterValue, CounterName == 'cpuCapacityNanoCores') by At = bin(TimeGenerated, ${it.step}), Node = Computer
| where Capacity > 0
| project At, Node, Percent = round(100.0 * Used / Capacity, 1)
| order by At asc`,
});
