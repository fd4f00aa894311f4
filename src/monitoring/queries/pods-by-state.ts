import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { inNamespace, within } from '../saved-queries/within.ts';

/** How many pods are in which state, over time. */
export const podsByState = defineQuery({
  name: 'pods-by-state',
  title: 'Pods by state',
  summary: 'How many pods are in which state, over time.',
  ways: ['pod states', 'pods by status', 'pod count'],
  table: 'KubePodInventory',
  of: 'namespace',
  hours: 6,
  chart: { line: 'State', value: 'Pods', unit: 'count' },
  kql: (it) => kql`
KubePodInventory${within(it)}${inNamespace(it)}
| summarize arg_max(TimeGenerated, PodStatus) by At = bin(TimeGenerated, ${it.step}), PodUid
| summarize Pods = count() by At, State = PodStatus
| order by At asc`,
});
