import type { AuditRow } from './audit-chain.ts';

/** A line of the export and of the copy: all that its hash is over, the time in ISO 8601. */
export function auditJson(row: AuditRow): Record<string, unknown> {
  return {
    seq: row.seq,
    at: new Date(row.at).toISOString(),
    tenantId: row.tenant_id,
    objectId: row.object_id,
    name: row.name,
    what: row.what,
    detail: row.detail,
    outcome: row.outcome,
    requestId: row.request_id,
    authority: row.authority,
    facts: JSON.parse(row.facts),
    previous: row.previous,
    hash: row.hash,
  };
}
