import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** Containers by how near they come to their memory limit; one without a limit is reported with what its node can allocate. */
export const containerMemory = defineQuery({
  name: 'container-memory',
  title: 'Memory of the containers',
  summary: 'Containers by the memory they use, most first, with their limit.',
  ways: ['memory of containers', 'top memory', 'memory hogs'],
  table: 'Perf',
  of: 'cluster',
  hours: 1,
  kql: (it) => kql`
Perf${within(it)}
| where ObjectName == 'K8SContainer' and CounterName in ('memoryWorkingSetBytes', 'memoryLimitBytes')
| summarize Peak = maxif(CounterValue, CounterName == 'memoryWorkingSetBytes'), Limit = maxif(CounterValue, CounterName == 'memoryLimitBytes') by Instance = InstanceName, Node = Computer
| where Limit > 0
| extend Parts = split(Instance, '/')
| project Container = tostring(Parts[-1]), PeakMiB = round(Peak / 1048576, 0), LimitMiB = round(Limit / 1048576, 0), Percent = round(100.0 * Peak / Limit, 0), Node, Pod = tostring(Parts[-2])
| order by Percent desc`,
});
