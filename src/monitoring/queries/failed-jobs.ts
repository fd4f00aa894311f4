import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { inNamespace, within } from '../saved-queries/within.ts';

/** Pods of Jobs that ended as failed. */
export const failedJobs = defineQuery({
  name: 'failed-jobs',
  title: 'Failed jobs',
  summary: 'Pods of Jobs that ended as failed, newest first.',
  ways: ['jobs failed', 'job failures', 'failed cronjobs'],
  table: 'KubePodInventory',
  of: 'namespace',
  hours: 24,
  kql: (it) => kql`
KubePodInventory${within(it)}${inNamespace(it)}
| where ControllerKind == 'Job' and PodStatus == 'Failed'
| summarize Failed = min(TimeGenerated) by Job = ControllerName, Pod = Name, Namespace
| project Job, Failed, Namespace, Pod
| order by Failed desc`,
});
