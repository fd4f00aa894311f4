import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { inPodNamespace, within } from '../saved-queries/within.ts';

/** How much each namespace writes, over time. */
export const logVolume = defineQuery({
  name: 'log-volume',
  title: 'Lines of log',
  summary: 'How many lines the containers of each namespace write, over time.',
  ways: ['log lines', 'noisy logs', 'log rate'],
  table: 'ContainerLogV2',
  of: 'namespace',
  hours: 6,
  chart: { line: 'Namespace', value: 'Lines', unit: 'count' },
  kql: (it) => kql`
ContainerLogV2${within(it)}${inPodNamespace(it)}
| summarize Lines = count() by At = bin(TimeGenerated, ${it.step}), Namespace = PodNamespace
| order by At asc`,
});
