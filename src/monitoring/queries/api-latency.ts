import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** The 95th percentile of how long the API server takes, over time. */
export const apiLatency = defineQuery({
  name: 'api-latency',
  title: 'Latency of the API server',
  summary: 'How long the API server takes, in milliseconds, by verb.',
  ways: ['api server latency', 'apiserver latency', 'slow api'],
  table: 'AKSAudit',
  of: 'cluster',
  hours: 1,
  chart: { line: 'Verb', value: 'Milliseconds', unit: 'ms' },
  kql: (it) => kql`
AKSAudit${within(it)}
| where Stage == 'ResponseComplete' and Verb !in ('watch', 'connect')
| extend Took = (StageReceivedTime - RequestReceivedTime) / 1ms
| summarize Milliseconds = round(percentile(Took, 95), 0) by At = bin(TimeGenerated, ${it.step}), Verb
| order by At asc`,
});
