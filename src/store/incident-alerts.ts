import { type Kysely, sql, type Transaction } from 'kysely';
import { type KnownAlert, withoutRaw } from './alerts.ts';
import type { Schema } from './schema.ts';
import { stampOf } from './stamps.ts';

/** An alert's part in an incident: its state in the episode that belongs to it. */
export interface IncidentAlert {
  incident: number;
  alert: number;
  status: 'firing' | 'resolved';
  startsAt: Date;
  endsAt?: Date;
}

const rowsAtOnce = 1_000;

/** Notes which alerts belong to which incidents, and how they stand there. */
export async function saveIncidentAlerts(
  transaction: Transaction<Schema>,
  parts: readonly IncidentAlert[],
): Promise<void> {
  for (let i = 0; i < parts.length; i += rowsAtOnce) {
    const values = parts
      .slice(i, i + rowsAtOnce)
      .map(
        (it) =>
          sql`(${it.incident}, ${it.alert}, ${it.status}, ${it.startsAt.getTime()}, ${it.endsAt?.getTime() ?? 0})`,
      );
    await sql`insert into incident_alerts (incident, alert, status, starts_at, ends_at) values ${sql.join(values)}
      on conflict (incident, alert) do update set status = excluded.status, starts_at = excluded.starts_at,
        ends_at = excluded.ends_at`.execute(transaction);
  }
}

/** The incidents in which these alerts fire. */
export async function incidentsOfFiring(
  transaction: Transaction<Schema>,
  alerts: readonly number[],
): Promise<{ incident: number; alert: number }[]> {
  const found: { incident: number; alert: number }[] = [];
  for (let i = 0; i < alerts.length; i += rowsAtOnce) {
    const { rows } = await sql<{ incident: number; alert: number }>`select incident, alert from incident_alerts
      where status = 'firing' and alert in (${sql.join(alerts.slice(i, i + rowsAtOnce))})`.execute(transaction);
    found.push(...rows.map(({ incident, alert }) => ({ incident: Number(incident), alert: Number(alert) })));
  }
  return found;
}

/** An incident's alerts as they stand in it, the oldest first; without what arrived (`raw`), which is half of an alert. */
export async function alertsOf(
  database: Kysely<Schema>,
  incident: number,
): Promise<(Omit<KnownAlert, 'raw'> & { episode: IncidentAlert })[]> {
  const { rows } = await sql<
    Omit<Schema['alerts'], 'raw'> & { id: number; in_status: string; in_starts: number; in_ends: number }
  >`select a.id, a.source, a.identity, a.status, a.severity, a.title, a.labels, a.annotations, a.starts_at, a.ends_at,
      a.link, a.received_at, a.heard_at, a.times, a.inhibits, a.unending, a.asked_at,
      i.status as in_status, i.starts_at as in_starts, i.ends_at as in_ends
    from incident_alerts i join alerts a on a.id = i.alert where i.incident = ${incident} order by a.id`.execute(
    database,
  );
  return rows.map((row) => ({
    ...withoutRaw(row),
    episode: {
      incident,
      alert: Number(row.id),
      status: row.in_status as IncidentAlert['status'],
      startsAt: new Date(row.in_starts),
      ...(row.in_ends > 0 && { endsAt: new Date(row.in_ends) }),
    },
  }));
}

/** Changes with the alerts that may mute others. */
export async function inhibitingStamp(database: Kysely<Schema>): Promise<number> {
  return stampOf(database, 'inhibiting');
}

/** An alert that may mute others. */
export interface InhibitingAlert {
  id: string;
  source: string;
  labels: Readonly<Record<string, string>>;
  heardAt: Date;
  /** When it is over by itself. */
  endsAt?: Date;
}

/** The alerts that fire, as far as was told, and may mute others: what the rules of inhibition look at. */
export async function inhibitingAlerts(database: Kysely<Schema>): Promise<InhibitingAlert[]> {
  const { rows } = await sql<
    Pick<Schema['alerts'], 'source' | 'labels' | 'heard_at' | 'ends_at'> & { id: number }
  >`select id, source, labels, heard_at, ends_at from alerts
    where inhibits = 1 and status = 'firing' order by id`.execute(database);
  return rows.map(({ id, source, labels, heard_at, ends_at }) => ({
    ...{ id: String(id), source, labels: JSON.parse(labels) as Record<string, string>, heardAt: new Date(heard_at) },
    ...(ends_at > 0 && { endsAt: new Date(ends_at) }),
  }));
}
