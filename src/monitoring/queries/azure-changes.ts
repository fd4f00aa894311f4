import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** What was done to the cluster over Azure Resource Manager. */
export const azureChanges = defineQuery({
  name: 'azure-changes',
  title: 'Changes in Azure',
  summary: 'What was changed over Azure Resource Manager at the cluster.',
  ways: ['azure activity', 'activity log', 'arm changes'],
  table: 'AzureActivity',
  of: 'cluster',
  hours: 24,
  kql: (it) => kql`
AzureActivity${within(it)}
| where CategoryValue == 'Administrative'
| project At = TimeGenerated, Operation = OperationNameValue, Status = ActivityStatusValue, Caller
| order by At desc`,
});
