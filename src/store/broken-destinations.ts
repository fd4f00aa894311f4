import { type Kysely, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Why nothing can be sent to a conversation; undefined when it takes messages, as far as is known. */
export async function brokenWhy(
  database: Kysely<Schema>,
  tenantId: string,
  conversationId: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ broken_why: string }>`select broken_why from destinations
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and broken_at > 0`.execute(database);
  return rows[0]?.broken_why;
}

/** Tries a conversation again: somebody was heard from there, or the bot was added anew. */
export async function mendDestination(
  transaction: Transaction<Schema>,
  tenantId: string,
  conversationId: string,
): Promise<void> {
  await sql`update destinations set broken_at = 0, broken_why = '', next_at = 0
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and broken_at > 0`.execute(transaction);
}

/**
 * Moves what a conversation would tell to another one: its incidents that are open, and the storm that goes on. What
 * waits to be sent there is dropped, for it is put out anew. Answers the incidents that had a card there.
 */
export async function moveIncidents(
  transaction: Transaction<Schema>,
  tenantId: string,
  conversationId: string,
  to: string,
): Promise<number[]> {
  await sql`delete from outbox where tenant_id = ${tenantId} and conversation_id = ${conversationId}
    and (subject like 'incident/%' or subject like 'digest/%')`.execute(transaction);
  await sql`update digests set conversation = ${to} where conversation = ${conversationId} and ended_at = 0
    and not exists (select 1 from digests d where d.conversation = ${to} and d.ended_at = 0)`.execute(transaction);
  await sql`update digests set ended_at = added_at where conversation = ${conversationId} and ended_at = 0`.execute(
    transaction,
  );
  const { rows } = await sql<{ number: number; told_at: number; digest: number }>`update incidents
    set conversation = ${to} where conversation = ${conversationId} and status <> 'resolved'
    returning number, told_at, digest`.execute(transaction);
  return rows.filter((it) => Number(it.told_at) > 0 && Number(it.digest) === 0).map(({ number }) => Number(number));
}

/** Lets go what has waited since before a time for a conversation that takes no messages; an incident that goes on is put out anew. */
export async function forgetUnsendable(transaction: Transaction<Schema>, before: number): Promise<void> {
  await sql`delete from outbox where created_at < ${before} and exists (select 1 from destinations d
    where d.tenant_id = outbox.tenant_id and d.conversation_id = outbox.conversation_id
      and d.broken_at > 0 and d.broken_at < ${before})`.execute(transaction);
}
