import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { inNamespace, within } from '../saved-queries/within.ts';

/** Pods whose probes failed. */
export const probeFailures = defineQuery({
  name: 'probe-failures',
  title: 'Failed probes',
  summary: 'Pods whose probes failed, most often first.',
  ways: ['failed probes', 'unhealthy probes', 'liveness failures', 'readiness failures'],
  table: 'KubeEvents',
  of: 'namespace',
  hours: 6,
  kql: (it) => kql`
KubeEvents${within(it)}${inNamespace(it)}
| where Reason in ('Unhealthy', 'ProbeWarning')
| summarize Times = sum(Count), arg_max(TimeGenerated, Message) by Pod = Name, Namespace
| project Pod, Times = tolong(Times), Last = TimeGenerated, Message, Namespace
| order by Times desc`,
});
