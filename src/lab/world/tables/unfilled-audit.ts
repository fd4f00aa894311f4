import type { TableSource } from '../../kql/database.ts';
import { auditColumns } from './aks-audit-admin.ts';
import { columnsOf } from './table.ts';

/** Every workspace knows these tables; here no diagnostic setting fills them: the clusters send kube-audit-admin alone. */
export function aksAudit(): TableSource {
  return { name: 'AKSAudit', columns: auditColumns, *rows() {} };
}

/** The table of the diagnostic settings that are older than tables of their own. */
export function azureDiagnostics(): TableSource {
  return {
    name: 'AzureDiagnostics',
    columns: columnsOf(`
      TenantId:string TimeGenerated:datetime Category:string OperationName:string ResourceGroup:string ResourceProvider:string
      Resource:string ResourceType:string SubscriptionId:string log_s:string pod_s:string stream_s:string containerID_s:string
      ccpNamespace_s:string SourceSystem:string Type:string _ResourceId:string _SubscriptionId:string`),
    *rows() {},
  };
}
