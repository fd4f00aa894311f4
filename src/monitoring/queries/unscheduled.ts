import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { inNamespace, within } from '../saved-queries/within.ts';

/** Pods that the scheduler found no node for. */
export const unscheduled = defineQuery({
  name: 'unscheduled',
  title: 'Pods without a node',
  summary: 'Pods that no node could take, in the words of the scheduler.',
  ways: ['unschedulable', 'failed scheduling', 'scheduling failures'],
  table: 'KubeEvents',
  of: 'namespace',
  hours: 6,
  kql: (it) => kql`
KubeEvents${within(it)}${inNamespace(it)}
| where Reason == 'FailedScheduling'
| summarize Times = sum(Count), arg_max(TimeGenerated, Message) by Pod = Name, Namespace
| project Pod, Times = tolong(Times), Last = TimeGenerated, Message, Namespace
| order by Last desc`,
});
