import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { inNamespace, within } from '../saved-queries/within.ts';

/** Containers by how often they restarted in that time. */
export const restarts = defineQuery({
  name: 'restarts',
  title: 'Restarts of containers',
  summary: 'Containers that restarted, most first, with how they ended last.',
  ways: ['container restarts', 'restart counts', 'restarted', 'pod restarts', 'restarting'],
  table: 'KubePodInventory',
  of: 'namespace',
  hours: 6,
  kql: (it) => kql`
KubePodInventory${within(it)}${inNamespace(it)}
| where isnotempty(ContainerName)
| extend Ended = parse_json(ContainerLastStatus)
| summarize Before = min(ContainerRestartCount), Now = max(ContainerRestartCount), arg_max(TimeGenerated, Ended) by PodUid, Pod = Name, Namespace, ContainerName
| extend Restarts = Now - Before
| where Restarts > 0
| project Pod, Restarts, Reason = tostring(Ended.reason), Container = tostring(split(ContainerName, '/')[1]), Last = todatetime(Ended.finishedAt), Namespace
| order by Restarts desc`,
});
