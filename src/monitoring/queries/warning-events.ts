import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { inNamespace, within } from '../saved-queries/within.ts';

/** Warnings of Kubernetes by their reason. */
export const warningEvents = defineQuery({
  name: 'warning-events',
  title: 'Warnings of Kubernetes',
  summary: 'Warnings by reason, most frequent first.',
  ways: ['warnings', 'kube events', 'event warnings'],
  table: 'KubeEvents',
  of: 'namespace',
  hours: 6,
  kql: (it) => kql`
KubeEvents${within(it)}${inNamespace(it)}
| where KubeEventType != 'Normal'
| summarize Times = sum(Count), Objects = dcount(Name), Last = max(TimeGenerated), Message = take_any(Message) by Reason, Kind = ObjectKind
| project Reason, Kind, Times = tolong(Times), Objects, Last, Message
| order by Times desc`,
});
