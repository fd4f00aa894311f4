import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** Who wrote to the API server; what only reads is not in this table. */
export const auditByUser = defineQuery({
  name: 'audit-by-user',
  title: 'Writes by user',
  summary: 'Who wrote to the API server, how often, and what last.',
  ways: ['kube audit', 'api users', 'who writes'],
  table: 'AKSAuditAdmin',
  of: 'cluster',
  hours: 24,
  kql: (it) => kql`
AKSAuditAdmin${within(it)}
| where Stage == 'ResponseComplete' and Verb in ('create', 'update', 'patch', 'delete')
| extend Resource = strcat(tostring(ObjectRef.resource), ' ', tostring(ObjectRef.namespace), '/', tostring(ObjectRef.name))
| summarize Writes = count(), Refused = countif(toint(ResponseStatus.code) >= 400), arg_max(TimeGenerated, Resource) by User = tostring(User.username)
| project User, Writes, Refused, Last = TimeGenerated, Latest = Resource
| order by Writes desc`,
});
