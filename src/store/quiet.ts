import { type Kysely, sql, type Transaction } from 'kysely';
import { type KnownAlert, withoutRaw } from './alerts.ts';
import type { Schema } from './schema.ts';
import { stamp } from './stamps.ts';

/** An alert that fires in an incident, without what arrived. */
export type UnheardAlert = Omit<KnownAlert, 'raw'> & { incidents: number[] };

/**
 * Alerts of a source that fire in incidents that have been open since before a time, of which nothing was heard since
 * then and about which nobody was asked since then: those asked longest ago first.
 */
export async function unheardAlerts(
  database: Kysely<Schema>,
  source: string,
  o: { before: Date; limit: number },
): Promise<UnheardAlert[]> {
  const before = o.before.getTime();
  const { rows } = await sql<Omit<Schema['alerts'], 'raw'> & { id: number; incident: number }>`
    select a.id, a.source, a.identity, a.status, a.severity, a.title, a.labels, a.annotations, a.starts_at, a.ends_at,
      a.link, a.received_at, a.heard_at, a.times, a.inhibits, a.unending, a.asked_at, i.number as incident
    from incidents i join incident_alerts p on p.incident = i.number and p.status = 'firing' join alerts a on a.id = p.alert
    where i.status <> 'resolved' and i.opened_at <= ${before} and a.source = ${source} and a.status = 'firing'
      and a.ends_at = 0 and a.heard_at <= ${before} and a.asked_at <= ${before}
    order by a.asked_at, a.id limit ${o.limit}`.execute(database);
  const found = new Map<number, UnheardAlert>();
  for (const row of rows) {
    const known = found.get(Number(row.id)) ?? { ...withoutRaw(row), incidents: [] };
    known.incidents.push(Number(row.incident));
    found.set(known.id, known);
  }
  return [...found.values()];
}

/** Notes what came of asking about an alert: it fires still, it will never end by itself, or neither is known. */
export async function noteAsked(
  transaction: Transaction<Schema>,
  alert: number,
  { at, is }: { at: Date; is: 'firing' | 'unending' | 'unknown' },
): Promise<void> {
  await sql`update alerts set asked_at = ${at.getTime()}, unending = ${is === 'unending' ? 1 : 0},
      heard_at = case when ${is === 'firing' ? 1 : 0} = 1 then ${at.getTime()} else heard_at end
    where id = ${alert}`.execute(transaction);
  // How long ago something was heard decides whether it mutes others.
  if (is === 'firing') await stamp(transaction, 'inhibiting');
}

/** The incidents that were quiet until now in which one of these alerts fires. */
export async function quietIncidentsOf(transaction: Transaction<Schema>, alerts: readonly number[]): Promise<number[]> {
  const found = new Set<number>();
  for (let at = 0; at < alerts.length; at += 1_000) {
    const { rows } = await sql<{ number: number }>`select distinct i.number from incident_alerts p
      join incidents i on i.number = p.incident and i.quiet_since > 0 and i.status <> 'resolved'
      where p.alert in (${sql.join(alerts.slice(at, at + 1_000))})`.execute(transaction);
    for (const { number } of rows) found.add(Number(number));
  }
  return [...found];
}

/** When a source that is asked was last read; undefined: never. */
export async function readAt(database: Kysely<Schema>, source: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: number }>`select set_at as at from watermarks where source = ${source}`.execute(
    database,
  );
  return rows[0] && new Date(Number(rows[0].at));
}
