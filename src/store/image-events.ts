import { type Kysely, sql, type Transaction } from 'kysely';
import type { ImageEvent } from '../model/image-event.ts';
import type { Schema } from './schema.ts';

/** So many are kept at most: what is older than that many others goes first. */
export const mostImageEvents = 100_000;

/**
 * Notes what a registry told: of a push the first time, of a deletion the last, for the same is told by several ways and
 * again. Who did it stays known where a later telling leaves it out.
 */
export async function putImageEvents(
  transaction: Transaction<Schema>,
  events: readonly ImageEvent[],
  heardAt: Date,
): Promise<void> {
  for (const { registry, repository, digest, tag, action, at, by = '', client = '', source } of events) {
    await sql`insert into image_events (registry, repository, digest, tag, action, at, actor, client, source, heard_at)
      values (${registry}, ${repository}, ${digest}, ${tag}, ${action}, ${at.getTime()}, ${by}, ${client}, ${source}, ${heardAt.getTime()})
      on conflict (digest, repository, registry, tag, action) do update set
        at = case when (excluded.action = 'delete') = (excluded.at > image_events.at) then excluded.at else image_events.at end,
        actor = case when image_events.actor = '' then excluded.actor else image_events.actor end,
        client = case when image_events.client = '' then excluded.client else image_events.client end,
        heard_at = excluded.heard_at`.execute(transaction);
  }
}

/** What was told of an image in one repository, the oldest first. */
export async function imageEventsOf(
  database: Kysely<Schema>,
  { registry, repository, digest }: Pick<ImageEvent, 'registry' | 'repository' | 'digest'>,
): Promise<ImageEvent[]> {
  const { rows } = await sql<Schema['image_events']>`select * from image_events
    where digest = ${digest} and repository = ${repository} and registry in (${registry}, '') order by at, tag limit 100`.execute(
    database,
  );
  return rows.map(({ actor, client, at, heard_at: _, ...row }) => ({
    ...(row as Pick<ImageEvent, 'registry' | 'repository' | 'digest' | 'tag' | 'action' | 'source'>),
    at: new Date(Number(at)),
    ...(actor !== '' && { by: actor }),
    ...(client !== '' && { client }),
  }));
}

/** Forgets what was told before this moment, and what is more than so many. */
export async function forgetImageEvents(
  transaction: Transaction<Schema>,
  before: number,
  most = mostImageEvents,
): Promise<void> {
  await sql`delete from image_events where heard_at < ${before} or heard_at < coalesce((
    select heard_at from image_events order by heard_at desc limit 1 offset ${most}), 0)`.execute(transaction);
}
