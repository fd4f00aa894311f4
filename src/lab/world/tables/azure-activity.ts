import type { TableSource } from '../../kql/database.ts';
import type { ArmActivity } from '../arm-records.ts';
import { seededUuid } from '../seeded.ts';
import { columnsOf, type Projection } from './table.ts';

const columns = columnsOf(`
  TenantId:string TimeGenerated:datetime OperationName:string OperationNameValue:string ActivityStatus:string ActivityStatusValue:string
  ActivitySubstatus:string ActivitySubstatusValue:string Authorization:string Authorization_d:dynamic Caller:string CallerIpAddress:string
  Category:string CategoryValue:string Claims:string Claims_d:dynamic CorrelationId:string EventDataId:string
  EventSubmissionTimestamp:datetime Hierarchy:string HTTPRequest:string Level:string OperationId:string Properties:string
  Properties_d:dynamic Resource:string ResourceGroup:string ResourceId:string ResourceProvider:string ResourceProviderValue:string
  SourceSystem:string SubscriptionId:string Type:string _ResourceId:string _SubscriptionId:string _BilledSize:real _IsBillable:string`);

/** The Activity Log's rows are minutes behind what they tell of. */
const delayMs = 3 * 60_000;
const statuses = { Started: 'Start', Succeeded: 'Success', Failed: 'Failure' } as const;

/** What was done over ARM in the workspace's subscription, as its diagnostic setting sends it; older columns are empty. */
export function azureActivity({ world, workspace, now }: Projection): TableSource {
  const { id: subscription } = workspace.subscription;
  return {
    name: 'AzureActivity',
    columns,
    *rows() {
      for (const it of world.arm.activities) {
        const isHere = it.resourceId.toLowerCase().startsWith(`/subscriptions/${subscription}/`);
        if (!isHere || it.at.getTime() + delayMs > now.getTime()) continue;
        const cells: Record<string, unknown> = { TenantId: workspace.customerId, ...cellsOf(it, subscription) };
        yield columns.map(({ name, type }) => cells[name] ?? (type === 'dynamic' ? null : ''));
      }
    },
  };
}

function cellsOf(it: ArmActivity, subscription: string) {
  const [provider = ''] = it.operation.split('/');
  return {
    TimeGenerated: it.at,
    OperationNameValue: it.operation.toUpperCase(),
    ActivityStatusValue: statuses[it.status],
    Caller: it.caller,
    CategoryValue: 'Administrative',
    CorrelationId: it.correlationId,
    EventDataId: seededUuid(`${it.correlationId}/${it.status}`),
    EventSubmissionTimestamp: new Date(it.at.getTime() + delayMs),
    Level: it.status === 'Failed' ? 'Error' : 'Information',
    ResourceGroup: (/\/resourcegroups\/([^/]+)/i.exec(it.resourceId)?.[1] ?? '').toUpperCase(),
    ResourceProviderValue: provider.toUpperCase(),
    SourceSystem: 'Azure',
    SubscriptionId: subscription,
    Type: 'AzureActivity',
    _ResourceId: it.resourceId.toLowerCase(),
    _SubscriptionId: subscription,
    _BilledSize: 0,
    _IsBillable: 'False',
  };
}
