import { type Kysely, sql } from 'kysely';
import type { Commit } from './group-commit.ts';
import type { Schema } from './schema.ts';

/** So many people's cards are refreshed by themselves: Teams takes no more. */
const mostPeople = 60;

/** Notes that somebody was heard from in a conversation, by his id in Teams. */
export async function rememberPerson(
  commit: Commit,
  { tenantId, conversationId, teamsId }: { tenantId: string; conversationId: string; teamsId: string },
  at: Date,
): Promise<void> {
  await commit((transaction) =>
    sql`insert into seen_people (tenant_id, conversation_id, teams_id, seen_at)
      values (${tenantId}, ${conversationId}, ${teamsId}, ${at.getTime()})
      on conflict (tenant_id, conversation_id, teams_id) do update set seen_at = excluded.seen_at`.execute(transaction),
  );
}

/** The Teams ids of those last heard from in a conversation, the newest first. */
export async function seenPeople(database: Kysely<Schema>, conversationId: string): Promise<string[]> {
  const { rows } = await sql<{ teams_id: string }>`select teams_id from seen_people
    where conversation_id = ${conversationId} order by seen_at desc limit ${mostPeople}`.execute(database);
  return rows.map((row) => row.teams_id);
}
