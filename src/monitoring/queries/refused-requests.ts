import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** Who asked the API server for what he may not do. */
export const refusedRequests = defineQuery({
  name: 'refused-requests',
  title: 'Refused requests',
  summary: 'Requests that the API server refused, by user.',
  ways: ['forbidden', 'unauthorized requests', 'denied requests'],
  table: 'AKSAuditAdmin',
  of: 'cluster',
  hours: 24,
  kql: (it) => kql`
AKSAuditAdmin${within(it)}
| where Stage == 'ResponseComplete' and toint(ResponseStatus.code) in (401, 403)
| summarize Times = count(), Last = max(TimeGenerated) by User = tostring(User.username), Verb, Resource = tostring(ObjectRef.resource)
| project User, Verb, Resource, Times, Last
| order by Times desc`,
});
