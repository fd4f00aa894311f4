import { type Kql, kql } from '../../azure/kql.ts';
import type { Window } from '../../model/evidence.ts';
import type { Subject } from '../../model/subject.ts';

/** The tables that an AKS diagnostic setting may fill: resource-specific ones, or the one for all. */
export const auditTables = ['AKSAuditAdmin', 'AKSAudit', 'AzureDiagnostics'] as const;

const columns: Record<(typeof auditTables)[number], Kql> = {
  AKSAuditAdmin: kql`AKSAuditAdmin
| extend Who = tostring(User.username), Ref = ObjectRef, Code = toint(ResponseStatus.code)`,
  AKSAudit: kql`AKSAudit
| extend Who = tostring(User.username), Ref = ObjectRef, Code = toint(ResponseStatus.code)`,
  AzureDiagnostics: kql`AzureDiagnostics
| where Category in ('kube-audit', 'kube-audit-admin')
| extend Log = parse_json(log_s)
| extend Who = tostring(Log.user.username), Ref = Log.objectRef, Code = toint(Log.responseStatus.code), Verb = tostring(Log.verb), Stage = tostring(Log.stage), UserAgent = tostring(Log.userAgent)`,
};

/** Who wrote one object, newest first, at most a hundred; a controller's own status is no change. */
export function kubeAuditQuery(table: (typeof auditTables)[number], subject: Subject, { from, to }: Window): Kql {
  const resource = `${subject.kind.toLowerCase()}s`;
  return kql`${columns[table]}
| where TimeGenerated >= ${from} and TimeGenerated < ${to}
| where _ResourceId =~ ${subject.cluster.id}
| where Verb in ('create', 'update', 'patch', 'delete') and Stage == 'ResponseComplete'
| where tostring(Ref.resource) == ${resource} and tostring(Ref.namespace) == ${subject.namespace} and tostring(Ref.name) == ${subject.name}
| extend Subresource = tostring(Ref.subresource)
| where Subresource != 'status'
| project At = TimeGenerated, Verb, Who, Subresource, UserAgent, Code
| top 100 by At desc`;
}
