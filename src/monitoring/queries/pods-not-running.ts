import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { inNamespace, within } from '../saved-queries/within.ts';

/** Pods that neither run nor are done, as they were seen last. */
export const podsNotRunning = defineQuery({
  name: 'pods-not-running',
  title: 'Pods not running',
  summary: 'Pods that are neither running nor done now, with the reason.',
  ways: ['not running', 'failing pods', 'unhealthy pods', 'broken pods', 'pending pods'],
  table: 'KubePodInventory',
  of: 'namespace',
  hours: 1,
  kql: (it) => kql`
KubePodInventory${within(it)}${inNamespace(it)}
| summarize arg_max(TimeGenerated, PodStatus, ContainerStatusReason, PodRestartCount) by Pod = Name, Namespace, ContainerName
| where PodStatus !in ('Running', 'Succeeded') or ContainerStatusReason !in ('', 'Completed')
| summarize Reason = max(ContainerStatusReason), State = max(PodStatus), Restarts = max(PodRestartCount), Seen = max(TimeGenerated) by Pod, Namespace
| project Pod, State, Reason, Restarts, Namespace, Seen
| order by Restarts desc, Pod asc`,
});
