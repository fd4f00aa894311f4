import { z } from 'zod';
import { kql } from '../azure/kql.ts';
import type { Scaling } from '../model/cluster-health.ts';
import type { Series } from '../model/finding.ts';
import { askLogs } from './asking/ask-logs.ts';
import { defineCollector } from './collector.ts';

const Row = z.object({ at: z.date(), nodes: z.number(), pods: z.number() });

/** Node count and active pod count over time, with the moments when the node count changed: KubePodInventory. */
export const scaling = defineCollector<'scaling', Scaling>({
  name: 'scaling',
  what: 'node and pod count over time',
  collect: (azure, subject, window) =>
    askLogs(
      azure,
      subject.cluster,
      {
        table: 'KubePodInventory',
        query: kql`KubePodInventory
| where ClusterId =~ ${subject.cluster.id} and PodStatus == 'Running'
| summarize nodes = dcount(Computer), pods = dcount(PodUid) by at = bin(TimeGenerated, 15m)
| order by at asc`,
        row: Row,
        window,
      },
      (rows) => ({
        nodeCount: count(
          'Nodes',
          rows.map(({ at, nodes }) => ({ at, value: Number(nodes) })),
        ),
        podCount: count(
          'Active pods',
          rows.map(({ at, pods }) => ({ at, value: Number(pods) })),
        ),
        events: changes(rows),
      }),
      ({ at }) => at,
    ),
});

function count(title: string, points: { at: Date; value: number }[]): Series {
  return { title, unit: 'count', lines: [{ legend: title, points }] };
}

function changes(rows: z.infer<typeof Row>[]): Scaling['events'] {
  return rows.flatMap(({ at, nodes }, index) => {
    const before = rows[index - 1]?.nodes;
    return before === undefined || before === nodes
      ? []
      : [{ at, text: `${nodes > before ? 'scaled out' : 'scaled in'} from ${before} to ${nodes} nodes` }];
  });
}
