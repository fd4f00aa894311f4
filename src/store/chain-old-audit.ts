import { type Kysely, sql, type Transaction } from 'kysely';
import { insertAudit } from './audit.ts';
import { type AuditHead, type AuditRow, chainStart, sealed } from './audit-chain.ts';
import type { Schema } from './schema.ts';

type OldRow = Omit<AuditRow, 'previous' | 'hash' | 'facts'>;

const atOnce = 1_000;

/**
 * Chains the lines that were there before the chain was, in their order and numbered anew without a gap. The chain vouches
 * for them from now on, not for what happened to them before.
 */
export async function chainOldAudit(transaction: Transaction<Schema>): Promise<void> {
  let last: AuditHead = chainStart;
  for (let after = -1; ; ) {
    const old = await oldLines(transaction, after);
    const rows = old.map(({ seq: _, ...says }) => {
      const row = sealed(last, { ...says, facts: '{}' });
      last = row;
      return row;
    });
    await insertAudit(transaction, rows);
    after = old.at(-1)?.seq ?? after;
    if (old.length < atOnce) break;
  }
  await transaction.insertInto('audit_head').values({ id: 1, seq: last.seq, hash: last.hash }).execute();
}

async function oldLines(transaction: Kysely<Schema>, after: number): Promise<OldRow[]> {
  const { rows } = await sql<OldRow>`
    select seq, at, tenant_id, object_id, name, what, detail, outcome, request_id, authority
    from audit_before where seq > ${after} order by seq limit ${atOnce}`.execute(transaction);
  return rows;
}
