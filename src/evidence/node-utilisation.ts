import { z } from 'zod';
import { kql } from '../azure/kql.ts';
import type { Utilisation } from '../model/cluster-health.ts';
import type { Series } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import { askLogs } from './asking/ask-logs.ts';
import { defineCollector } from './collector.ts';

const Row = z.object({ at: z.date(), cpu: z.number().nullable(), memory: z.number().nullable() });

/** CPU and memory use of all nodes against what they can allocate, per quarter of an hour: Perf (absent in the default preset). */
export const nodeUtilisation = defineCollector<'nodeUtilisation', Utilisation>({
  name: 'nodeUtilisation',
  what: 'CPU and memory utilisation over time',
  async collect(azure, subject, window) {
    const evidence = await askLogs(
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
    );
    const gap = evidence.gap ?? unsampled(evidence.value);
    return { ...evidence, ...(gap && { gap }) };
  },
});

/** Samples without what the nodes can allocate give no share: that is no use of zero percent. */
function unsampled({ cpu, memory }: Utilisation): Gap | undefined {
  const missing = [cpu.now === undefined ? ['CPU'] : [], memory.now === undefined ? ['memory'] : []].flat();
  if (missing.length === 0) return undefined;
  return {
    what: `${missing.join(' and ')} utilisation`,
    service: 'Log Analytics',
    why: 'Perf has no samples of what is used and of what the nodes can allocate at the same time.',
    next: 'Check that the Container Insights agent (ama-logs) runs on every node.',
  };
}

function percent(title: string, rows: z.infer<typeof Row>[], column: 'cpu' | 'memory'): Utilisation['cpu'] {
  const points = rows.flatMap((row) =>
    row[column] === null ? [] : [{ at: row.at, value: Math.round(row[column] * 10) / 10 }],
  );
  const series: Series = { title, unit: '%', lines: [{ legend: title, points }] };
  const now = points.at(-1)?.value;
  return { ...(now !== undefined && { now }), series };
}
