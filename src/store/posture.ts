import { type Kysely, sql, type Transaction } from 'kysely';
import type { KeptFinding, KeptPosture } from '../model/known-finding.ts';
import type { PostureResource } from '../model/posture.ts';
import type { PostureDay } from '../model/posture-score.ts';
import type { Schema } from './schema.ts';

type Row = Schema['posture_resources'];

const rowsAtOnce = 200;

/** Writes how some resources stand, in the place of what was kept of them. */
export async function putPosture(transaction: Transaction<Schema>, kept: readonly KeptPosture[]): Promise<void> {
  for (let i = 0; i < kept.length; i += rowsAtOnce) {
    const values = kept
      .slice(i, i + rowsAtOnce)
      .map(
        (it) =>
          sql`(${it.resource.id.toLowerCase()}, ${it.firstAt.getTime()}, ${it.readAt.getTime()}, ${it.closelyAt?.getTime() ?? 0}, ${JSON.stringify(it.resource)}, ${JSON.stringify(it.turns)}, ${JSON.stringify(it.found)})`,
      );
    await sql`insert into posture_resources (id, first_at, read_at, closely_at, resource, turns, found)
      values ${sql.join(values)}
      on conflict (id) do update set read_at = excluded.read_at, closely_at = excluded.closely_at,
        resource = excluded.resource, turns = excluded.turns, found = excluded.found`.execute(transaction);
  }
}

/** What is kept of every resource, by ids in small letters. */
export async function keptPosture(database: Kysely<Schema>): Promise<Map<string, KeptPosture>> {
  const { rows } = await sql<Row>`select id, first_at, read_at, closely_at, resource, turns, found
    from posture_resources`.execute(database);
  return new Map(rows.map((row) => [row.id, keptOf(row)]));
}

/** What is kept of one resource; its id in any letters. */
export async function keptPostureOf(database: Kysely<Schema>, id: string): Promise<KeptPosture | undefined> {
  const { rows } = await sql<Row>`select id, first_at, read_at, closely_at, resource, turns, found
    from posture_resources where id = ${id.toLowerCase()}`.execute(database);
  return rows[0] && keptOf(rows[0]);
}

/** Forgets resources that a complete reading did not see; those read since then stay. */
export async function forgetPosture(transaction: Transaction<Schema>, before: Date): Promise<void> {
  await sql`delete from posture_resources where read_at < ${before.getTime()}`.execute(transaction);
}

/** Writes the score of a day, in the place of an earlier one of the same day. */
export async function putPostureDay(transaction: Transaction<Schema>, it: PostureDay): Promise<void> {
  await sql`insert into posture_days (day, at, body) values (${it.day}, ${it.at.getTime()}, ${JSON.stringify(it)})
    on conflict (day) do update set at = excluded.at, body = excluded.body`.execute(transaction);
}

/** The newest days, so many at most, the oldest first. */
export async function postureDays(database: Kysely<Schema>, most: number): Promise<PostureDay[]> {
  const { rows } = await sql<Schema['posture_days']>`select body from posture_days
    order by day desc limit ${most}`.execute(database);
  return rows.map(({ body }) => dayOf(body)).reverse();
}

function keptOf({ first_at, read_at, closely_at, resource, turns, found }: Row): KeptPosture {
  return {
    resource: JSON.parse(resource) as PostureResource,
    firstAt: new Date(Number(first_at)),
    readAt: new Date(Number(read_at)),
    ...(Number(closely_at) > 0 && { closelyAt: new Date(Number(closely_at)) }),
    turns: JSON.parse(turns) as Record<string, string>,
    found: (JSON.parse(found) as Dated<KeptFinding>[]).map((it) => ({ ...it, at: new Date(it.at) })),
  };
}

/** Written by us, so its shape is known; of the times only the text was kept. */
type Dated<T> = Omit<T, 'at'> & { at: string };

function dayOf(text: string): PostureDay {
  const day = JSON.parse(text) as Dated<PostureDay>;
  return { ...day, at: new Date(day.at) };
}
