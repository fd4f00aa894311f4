import type { AuditRow } from '../../store/audit-chain.ts';

/** Log Analytics cuts a value at 64 KB; and so no line comes near the 1 MB of a call, however it is escaped. */
const longest = 60_000;
const longestName = 1_000;

/**
 * A line of the audit as a row of the table: all that its hash is over as it stands, so that the copy proves the chain.
 * `TimeGenerated` of old lines becomes the time of their arrival there; `At` stays what it is.
 */
export function copiedLine(row: AuditRow): Record<string, unknown> {
  const at = timeOf(row.at);
  return {
    TimeGenerated: at,
    At: at,
    Seq: row.seq,
    // Log Analytics keeps TenantId for itself.
    Tenant: cut(row.tenant_id, longestName),
    ObjectId: cut(row.object_id, longestName),
    Who: cut(row.name, longestName),
    What: cut(row.what, longestName),
    Detail: cut(row.detail, longest),
    Outcome: cut(row.outcome, longestName),
    RequestId: cut(row.request_id, longestName),
    Authority: cut(row.authority, longestName),
    Facts: cut(row.facts, longest),
    Previous: cut(row.previous, longestName),
    Hash: cut(row.hash, longestName),
  };
}

/** Null for what is no time: somebody changed the line, and the copy goes on. */
function timeOf(at: unknown): string | null {
  const time = new Date(Number(at));
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function cut(text: unknown, most: number): string {
  return String(text).slice(0, most).toWellFormed();
}
