import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** How full the disks of the nodes are. */
export const diskFree = defineQuery({
  name: 'disk-free',
  title: 'Disk of the nodes',
  summary: 'How full the disks of each node are, fullest first.',
  ways: ['disk usage', 'disk space', 'disks', 'node disk'],
  table: 'InsightsMetrics',
  of: 'cluster',
  hours: 1,
  kql: (it) => kql`
InsightsMetrics${within(it)}
| where Namespace == 'container.azm.ms/disk' and Name == 'used_percent'
| extend Disk = parse_json(Tags)
| summarize arg_max(TimeGenerated, Val), Highest = max(Val) by Node = tostring(Disk.hostName), Path = tostring(Disk.path)
| project Node, Path, Percent = round(Val, 1), Highest = round(Highest, 1), Last = TimeGenerated
| order by Percent desc`,
});
