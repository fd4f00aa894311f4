import { type Kysely, sql, type Transaction } from 'kysely';
import type { TimelineKind, TimelineLine } from '../model/incident.ts';
import type { Schema } from './schema.ts';

/** Adds a line to an incident's story; answers its number, which counts over all stories. */
export async function addLine(
  transaction: Transaction<Schema>,
  incident: number,
  { at, kind, actor, text }: TimelineLine,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into incident_lines (incident, at, kind, actor_object_id, actor_name, text)
    values (${incident}, ${at.getTime()}, ${kind}, ${actor?.objectId ?? ''}, ${actor?.name ?? ''}, ${text})
    returning id`.execute(transaction);
  return Number(rows[0]?.id);
}

const rowsAtOnce = 500;

/** Adds lines to the stories of many incidents. */
export async function addLines(
  transaction: Transaction<Schema>,
  lines: readonly { incident: number; line: TimelineLine }[],
): Promise<void> {
  for (let i = 0; i < lines.length; i += rowsAtOnce) {
    const values = lines
      .slice(i, i + rowsAtOnce)
      .map(
        ({ incident, line: { at, kind, actor, text } }) =>
          sql`(${incident}, ${at.getTime()}, ${kind}, ${actor?.objectId ?? ''}, ${actor?.name ?? ''}, ${text})`,
      );
    await sql`insert into incident_lines (incident, at, kind, actor_object_id, actor_name, text)
      values ${sql.join(values)}`.execute(transaction);
  }
}

/** An incident's story, from its beginning. */
export async function linesOf(database: Kysely<Schema>, incident: number): Promise<TimelineLine[]> {
  const { rows } = await sql<Schema['incident_lines']>`select * from incident_lines
    where incident = ${incident} order by id`.execute(database);
  return rows.map((row) => ({
    at: new Date(row.at),
    kind: row.kind as TimelineKind,
    ...(row.actor_object_id !== '' && { actor: { objectId: row.actor_object_id, name: row.actor_name } }),
    text: row.text,
  }));
}
