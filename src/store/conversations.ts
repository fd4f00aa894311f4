import type { Kysely } from 'kysely';
import type { Commit } from './group-commit.ts';
import type { Schema } from './schema.ts';
import type { ConversationRef } from './store.ts';

/** Notes a destination, newest service URL first: Teams may change it. */
export async function rememberConversation(commit: Commit, ref: ConversationRef, at: Date): Promise<void> {
  const row = { ref: JSON.stringify(ref), seen_at: at.getTime() };
  await commit((transaction) =>
    transaction
      .insertInto('conversations')
      .values({ tenant_id: ref.tenantId, conversation_id: ref.conversationId, ...row })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'conversation_id']).doUpdateSet(row))
      .execute(),
  );
}

/** A destination that was noted before. */
export async function conversation(
  database: Kysely<Schema>,
  tenantId: string,
  conversationId: string,
): Promise<ConversationRef | undefined> {
  const row = await database
    .selectFrom('conversations')
    .select('ref')
    .where('tenant_id', '=', tenantId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return row && (JSON.parse(row.ref) as ConversationRef);
}
