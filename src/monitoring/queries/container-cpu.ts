import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** Containers by their use of CPU; one without a limit is reported with what its node can allocate. */
export const containerCpu = defineQuery({
  name: 'container-cpu',
  title: 'CPU of the containers',
  summary: 'Containers by the CPU they use, most first, with their limit.',
  ways: ['cpu of containers', 'top cpu', 'cpu hogs'],
  table: 'Perf',
  of: 'cluster',
  hours: 1,
  kql: (it) => kql`
Perf${within(it)}
| where ObjectName == 'K8SContainer' and CounterName in ('cpuUsageNanoCores', 'cpuLimitNanoCores')
| summarize Used = avgif(CounterValue, CounterName == 'cpuUsageNanoCores'), Peak = maxif(CounterValue, CounterName == 'cpuUsageNanoCores'), Limit = maxif(CounterValue, CounterName == 'cpuLimitNanoCores') by Instance = InstanceName, Node = Computer
| extend Parts = split(Instance, '/')
| project Container = tostring(Parts[-1]), Millicores = round(Used / 1000000, 0), Peak = round(Peak / 1000000, 0), Limit = round(Limit / 1000000, 0), Node, Pod = tostring(Parts[-2])
| order by Millicores desc`,
});
