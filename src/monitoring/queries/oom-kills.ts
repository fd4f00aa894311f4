import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { inNamespace, within } from '../saved-queries/within.ts';

/** Kills for memory by container: the inventory keeps the latest one, so each is counted by its end. */
export const oomKills = defineQuery({
  name: 'oom-kills',
  title: 'Containers killed for memory',
  summary: 'Containers that were killed for memory, most first.',
  ways: ['oom', 'oomkilled', 'oomkills', 'out of memory', 'killed for memory'],
  table: 'KubePodInventory',
  of: 'namespace',
  hours: 24,
  kql: (it) => kql`
KubePodInventory${within(it)}${inNamespace(it)}
| where ContainerLastStatus has 'OOMKilled'
| extend Ended = parse_json(ContainerLastStatus)
| where tostring(Ended.reason) == 'OOMKilled'
| summarize Kills = dcount(tostring(Ended.finishedAt)), Last = max(todatetime(Ended.finishedAt)) by Pod = Name, Namespace, ContainerName
| project Pod, Kills, Last, Container = tostring(split(ContainerName, '/')[1]), Namespace
| order by Kills desc`,
});
