import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { inNamespace, within } from '../saved-queries/within.ts';

/** Evictions and preemptions, newest first. */
export const evictions = defineQuery({
  name: 'evictions',
  title: 'Evicted pods',
  summary: 'Pods that were evicted, with why.',
  ways: ['evicted', 'evicted pods'],
  table: 'KubeEvents',
  of: 'namespace',
  hours: 24,
  kql: (it) => kql`
KubeEvents${within(it)}${inNamespace(it)}
| where Reason in ('Evicted', 'Preempted', 'EvictionThresholdMet')
| project At = TimeGenerated, Object = Name, Reason, Message, Node = Computer, Namespace
| order by At desc`,
});
