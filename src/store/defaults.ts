import type { Kysely } from 'kysely';
import type { Actor } from '../model/actor.ts';
import type { Commit } from './group-commit.ts';
import type { Schema } from './schema.ts';
import type { Defaults } from './store.ts';

/** What `use` set for a channel or chat; empty when nothing is set. */
export async function channelDefaults(
  database: Kysely<Schema>,
  tenantId: string,
  channelId: string,
): Promise<Defaults> {
  const row = await database
    .selectFrom('channel_defaults')
    .select('defaults')
    .where('tenant_id', '=', tenantId)
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  return row ? (JSON.parse(row.defaults) as Defaults) : {};
}

/** Sets a channel's defaults as a whole, with who did it. */
export async function setChannelDefaults(
  commit: Commit,
  tenantId: string,
  channelId: string,
  defaults: Defaults,
  by: Actor,
  at: Date,
): Promise<void> {
  const row = { defaults: JSON.stringify(defaults), set_by: by.objectId, set_at: at.getTime() };
  await commit((transaction) =>
    transaction
      .insertInto('channel_defaults')
      .values({ tenant_id: tenantId, channel_id: channelId, ...row })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'channel_id']).doUpdateSet(row))
      .execute(),
  );
}

/** What a thread was last about; empty when nothing was asked in it. */
export async function threadSubject(
  database: Kysely<Schema>,
  tenantId: string,
  conversationId: string,
): Promise<Defaults> {
  const row = await database
    .selectFrom('thread_subjects')
    .select('subject')
    .where('tenant_id', '=', tenantId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return row ? (JSON.parse(row.subject) as Defaults) : {};
}

/** Notes what a thread is about now. */
export async function setThreadSubject(
  commit: Commit,
  tenantId: string,
  conversationId: string,
  subject: Defaults,
  at: Date,
): Promise<void> {
  const row = { subject: JSON.stringify(subject), set_at: at.getTime() };
  await commit((transaction) =>
    transaction
      .insertInto('thread_subjects')
      .values({ tenant_id: tenantId, conversation_id: conversationId, ...row })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'conversation_id']).doUpdateSet(row))
      .execute(),
  );
}
