import { sql, type Transaction } from 'kysely';
import type { Engine } from './migrate.ts';
import type { Schema } from './schema.ts';

/** So many sends in so many milliseconds. */
export interface Window {
  limit: number;
  ms: number;
}

/** What Teams allows a bot (learn.microsoft.com, "Optimize your bot with rate limiting"; edits counted like posts). */
export const budget: { conversation: readonly Window[]; tenant: readonly Window[] } = {
  conversation: [
    { limit: 7, ms: 1_000 },
    { limit: 8, ms: 2_000 },
    { limit: 60, ms: 30_000 },
    { limit: 1_800, ms: 3_600_000 },
  ],
  tenant: [{ limit: 50, ms: 1_000 }],
};

/**
 * Takes one send out of the budgets of a conversation and its tenant, shared by all replicas; undefined when it was
 * taken, else the time at which one may be free.
 */
export async function takeSend(
  transaction: Transaction<Schema>,
  engine: Engine,
  { tenantId, conversationId }: { tenantId: string; conversationId: string },
  now: Date,
): Promise<Date | undefined> {
  // Counting and taking must be one step over all replicas; the embedded database has one writer anyhow.
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(hashtext(${tenantId}))`.execute(transaction);
  const waits: number[] = [];
  for (const { limit, ms } of budget.conversation) {
    const { rows } = await sql<{ at: number }>`select at from sends
      where tenant_id = ${tenantId} and conversation_id = ${conversationId} and at > ${now.getTime() - ms}
      order by at desc limit 1 offset ${limit - 1}`.execute(transaction);
    if (rows[0]) waits.push(rows[0].at + ms);
  }
  for (const { limit, ms } of budget.tenant) {
    const { rows } = await sql<{ at: number }>`select at from sends
      where tenant_id = ${tenantId} and at > ${now.getTime() - ms}
      order by at desc limit 1 offset ${limit - 1}`.execute(transaction);
    if (rows[0]) waits.push(rows[0].at + ms);
  }
  if (waits.length > 0) return new Date(Math.max(...waits));
  await sql`insert into sends (tenant_id, conversation_id, at) values (${tenantId}, ${conversationId}, ${now.getTime()})`.execute(
    transaction,
  );
  return undefined;
}

/** Sends that no window looks at any more. */
export async function forgetSends(transaction: Transaction<Schema>, now: Date): Promise<void> {
  const longest = Math.max(...budget.conversation.map(({ ms }) => ms));
  await sql`delete from sends where at <= ${now.getTime() - longest}`.execute(transaction);
}
