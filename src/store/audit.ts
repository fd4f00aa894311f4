import type { Kysely } from 'kysely';
import type { Commit } from './group-commit.ts';
import type { Schema } from './schema.ts';
import type { AuditLine } from './store.ts';

/** Appends a line. */
export async function audit(commit: Commit, line: AuditLine): Promise<void> {
  await commit((transaction) =>
    transaction
      .insertInto('audit')
      .values({
        at: line.at.getTime(),
        tenant_id: line.actor.tenantId,
        object_id: line.actor.objectId,
        name: line.actor.name,
        what: line.what,
        detail: line.detail,
        outcome: line.outcome,
        request_id: line.requestId,
        authority: line.authority ?? '',
      })
      .execute(),
  );
}

/** The newest lines, newest first. The Teams id is not kept: it proves nothing later. */
export async function auditTail(database: Kysely<Schema>, limit: number): Promise<AuditLine[]> {
  const rows = await database.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    at: new Date(row.at),
    actor: { tenantId: row.tenant_id, objectId: row.object_id, teamsId: '', name: row.name },
    what: row.what,
    detail: row.detail,
    outcome: row.outcome as AuditLine['outcome'],
    requestId: row.request_id,
    authority: row.authority,
  }));
}
