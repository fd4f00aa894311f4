import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { inPodNamespace, within } from '../saved-queries/within.ts';

/** Containers by the errors that they wrote. */
export const logErrors = defineQuery({
  name: 'log-errors',
  title: 'Errors in the logs',
  summary: 'Containers by how many lines of errors they wrote.',
  ways: ['error logs', 'errors in logs', 'container errors'],
  table: 'ContainerLogV2',
  of: 'namespace',
  hours: 1,
  kql: (it) => kql`
ContainerLogV2${within(it)}${inPodNamespace(it)}
| where LogLevel in ('error', 'critical', 'fatal') or LogMessage has_any ('ERROR', 'FATAL', 'Exception', 'panic:')
| summarize Lines = count(), arg_max(TimeGenerated, LogMessage) by Container = ContainerName, Pod = PodName, Namespace = PodNamespace
| project Pod, Lines, Last = TimeGenerated, Message = substring(tostring(LogMessage), 0, 200), Container, Namespace
| order by Lines desc`,
});
