import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { inNamespace, within } from '../saved-queries/within.ts';

/** Containers that were seen waiting in a crash loop. */
export const crashLoops = defineQuery({
  name: 'crash-loops',
  title: 'Containers in a crash loop',
  summary: 'Containers that wait because they crashed again and again.',
  ways: ['crashloop', 'crashloopbackoff', 'crashing'],
  table: 'KubePodInventory',
  of: 'namespace',
  hours: 6,
  kql: (it) => kql`
KubePodInventory${within(it)}${inNamespace(it)}
| where ContainerStatusReason == 'CrashLoopBackOff'
| summarize Restarts = max(ContainerRestartCount), First = min(TimeGenerated), Last = max(TimeGenerated) by Pod = Name, Namespace, ContainerName
| project Pod, Restarts, Last, Container = tostring(split(ContainerName, '/')[1]), First, Namespace
| order by Last desc`,
});
