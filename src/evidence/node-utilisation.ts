import { z } from 'zod';
import { kql } from '../azure/kql.ts';
import type { Utilisation } from '../model/cluster-health.ts';
import type { Series } from '../model/finding.ts';
import { askLogs } from './asking/ask-logs.ts';
import { defineCollector } from './collector.ts';

const Row = z.object({ at: z.date(), cpu: z.number().nullable(), memory: z.number().nullable() });

/** CPU and memory use of all nodes against what they can allocate, per quarter of an hour: Perf (absent in the default preset). */
export const nodeUtilisation = defineCollector<'nodeUtilisation', Utilisation>({
  name: 'nodeUtilisation',
  what: 'CPU and memory utilisation over time',
  collect: (azure, subject, window) =>
    askLogs(
      azure,
      subject.cluster,
      {
        table: 'Perf',
        query: kql`Perf
| where ObjectName == 'K8SNode' and InstanceName startswith ${`${subject.cluster.id}/`}
| where CounterName in ('cpuUsageNanoCores', 'cpuAllocatableNanoCores', 'memoryWorkingSetBytes', 'memoryAllocatableBytes')
| summarize value = avg(CounterValue) by CounterName, Computer, at = bin(TimeGenerated, 15m)
| summarize cpuUsed = sumif(value, CounterName == 'cpuUsageNanoCores'), cpu = sumif(value, CounterName == 'cpuAllocatableNanoCores'), memoryUsed = sumif(value, CounterName == 'memoryWorkingSetBytes'), memory = sumif(value, CounterName == 'memoryAllocatableBytes') by at
| project at, cpu = iff(cpu > 0, 100.0 * cpuUsed / cpu, real(null)), memory = iff(memory > 0, 100.0 * memoryUsed / memory, real(null))
| order by at asc`,
        row: Row,
        window,
      },
      (rows) => ({ cpu: percent('CPU', rows, 'cpu'), memory: percent('Memory', rows, 'memory') }),
      ({ at }) => at,
    ),
});

function percent(
  title: string,
  rows: z.infer<typeof Row>[],
  column: 'cpu' | 'memory',
): { now: number; series: Series } {
  const points = rows.flatMap((row) =>
    row[column] === null ? [] : [{ at: row.at, value: Math.round(row[column] * 10) / 10 }],
  );
  return { now: points.at(-1)?.value ?? 0, series: { title, unit: '%', lines: [{ legend: title, points }] } };
}
