import type { Kysely, Transaction } from 'kysely';
import { type AuditHead, type AuditRow, chained } from './audit-chain.ts';
import type { Engine } from './migrate.ts';
import { readableFacts } from './readable-facts.ts';
import type { Schema } from './schema.ts';
import type { AuditLine } from './store.ts';

/** Rows of one statement: the databases limit how many values it may bring. */
const atOnce = 500;

/**
 * Appends the lines of a transaction to the chain. It must be the last thing that the transaction does: the lock on the
 * head makes the writers of all replicas go one after the other, and who holds it waits for nothing else, so that
 * nobody waits in a ring.
 */
export async function appendAudit(
  transaction: Transaction<Schema>,
  engine: Engine,
  lines: readonly AuditLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const asked = transaction.selectFrom('audit_head').select(['seq', 'hash']);
  // The embedded database has one writer at a time anyhow.
  let last: AuditHead = await (engine === 'postgres' ? asked.forUpdate() : asked).executeTakeFirstOrThrow();
  const rows = lines.map((line) => {
    const row = chained(last, line);
    last = row;
    return row;
  });
  await insertAudit(transaction, rows);
  await transaction.updateTable('audit_head').set({ seq: last.seq, hash: last.hash }).execute();
}

/** Writes lines that have their place in the chain. */
export async function insertAudit(transaction: Transaction<Schema>, rows: readonly AuditRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce)
    await transaction
      .insertInto('audit')
      .values(rows.slice(from, from + atOnce))
      .execute();
}

/** The newest lines, newest first. The Teams id is not kept: it proves nothing later. */
export async function auditTail(database: Kysely<Schema>, limit: number): Promise<AuditLine[]> {
  const rows = await database.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit).execute();
  return rows.map(auditLineOf);
}

/** A row as the line that it keeps; a time that somebody changed to what is none is the beginning of 1970. */
export function auditLineOf(row: AuditRow): AuditLine & AuditHead {
  const at = new Date(row.at);
  return {
    seq: row.seq,
    hash: row.hash,
    at: Number.isNaN(at.getTime()) ? new Date(0) : at,
    actor: { tenantId: row.tenant_id, objectId: row.object_id, teamsId: '', name: row.name },
    what: row.what,
    detail: row.detail,
    outcome: row.outcome as AuditLine['outcome'],
    requestId: row.request_id,
    authority: row.authority,
    facts: readableFacts(row.facts),
  };
}
