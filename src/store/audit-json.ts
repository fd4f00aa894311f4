import type { AuditRow } from './audit-chain.ts';
import { readableFacts } from './readable-facts.ts';

/** A line of the export: all that its hash is over, the time in ISO 8601, and what somebody put in its place as it is. */
export function auditJson(row: AuditRow): Record<string, unknown> {
  const at = new Date(row.at);
  return {
    seq: row.seq,
    at: Number.isNaN(at.getTime()) ? row.at : at.toISOString(),
    tenantId: row.tenant_id,
    objectId: row.object_id,
    name: row.name,
    what: row.what,
    detail: row.detail,
    outcome: row.outcome,
    requestId: row.request_id,
    authority: row.authority,
    facts: readableFacts(row.facts),
    previous: row.previous,
    hash: row.hash,
  };
}
