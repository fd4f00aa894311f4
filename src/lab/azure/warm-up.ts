import { executeKql } from '../kql/execute.ts';
import { graphDatabase } from '../world/graph/graph-database.ts';
import { workspaceDatabase } from '../world/tables/workspace-database.ts';
import type { World } from '../world/world.ts';

/** A query with the parts of speech that queries usually have. */
const usual = `let _p1 = 'none';
let _p2 = datetime(2026-01-01);
let pods = materialize(KubePodInventory
| where TimeGenerated >= _p2 and ClusterId =~ _p1 and Namespace in (_p1) and ControllerName matches regex '^a-[a-z]{1,9}$'
| extend before = parse_json(ContainerLastStatus), part = extract('([^/]+)$', 1, ContainerName)
| extend reason = tostring(before.reason)
| summarize arg_max(TimeGenerated, *), restarts = max(ContainerRestartCount), dcountif(Name, isnotempty(reason)) by PodUid, part);
Perf
| where TimeGenerated >= _p2 and ObjectName == _p1 and CounterName in ('memoryWorkingSetBytes') and InstanceName startswith _p1
| join kind=leftouter (pods | project PodUid, Name) on $left.InstanceName == $right.PodUid
| summarize peak = max(CounterValue), mean = avg(CounterValue), many = countif(CounterValue > 1.0) by bin(TimeGenerated, 5m), Name, side = iff(ObjectName has _p1, 'a', 'b')
| project TimeGenerated, Name, peak = round(peak / 1048576), todatetime(side), coalesce(mean, 0.0)
| order by TimeGenerated asc
| take 10`;

const graph = `securityresources
| where type =~ 'none' and properties.metadata.category == 'none'
| extend more = parse_json(tostring(properties.more)), id = tolower(id)
| mv-expand one = more.all limit 10
| project id, one = tostring(one.name), tobool(one.flag)
| order by id asc`;

/** Loads the KQL engine, whose language service builds its grammar on first use, which takes seconds. */
export function warmUp(world: World): void {
  const now = world.clock.now();
  const [workspace] = world.workspaces;
  const timespan = { from: new Date(now.getTime() - 60_000), to: now };
  if (workspace) {
    executeKql({
      text: usual,
      database: workspaceDatabase(world, workspace, now),
      now,
      dialect: 'log-analytics',
      timespan,
    });
  }
  executeKql({ text: graph, database: graphDatabase(world, now), now, dialect: 'resource-graph' });
}
