import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** Who read Secrets; reads are in the full audit log alone. */
export const secretsRead = defineQuery({
  name: 'secrets-read',
  title: 'Secrets that were read',
  summary: 'Who read which Secret, newest first.',
  ways: ['secret access', 'who reads secrets'],
  table: 'AKSAudit',
  of: 'cluster',
  hours: 24,
  kql: (it) => kql`
AKSAudit${within(it)}
| where Verb in ('get', 'list', 'watch') and tostring(ObjectRef.resource) == 'secrets' and Stage == 'ResponseComplete'
| summarize Times = count(), Last = max(TimeGenerated) by User = tostring(User.username), Namespace = tostring(ObjectRef.namespace), Secret = tostring(ObjectRef.name)
| project User, Secret, Namespace, Times, Last
| order by Last desc`,
});
