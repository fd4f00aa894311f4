import { sql, type Transaction } from 'kysely';
import type { Alert, AlertSeverity } from '../model/alert.ts';
import type { Schema } from './schema.ts';
import { stamp } from './stamps.ts';

/** An alert as it is known: the newest that its source said of this identity. */
export interface KnownAlert extends Alert {
  id: number;
  /** When it was first heard of, in this episode. */
  receivedAt: Date;
  /** When something was last heard of it. */
  heardAt: Date;
  /** How often it was heard of in this episode. */
  times: number;
  /** Whether a rule of inhibition may mute others because of it. */
  inhibits: boolean;
  /** Nobody will tell its end. */
  unending?: true;
}

/** So many rows go into one statement: SQLite takes 32,766 values in one. */
const rowsAtOnce = 500;

/** What is known of a source's alerts, by identity. */
export async function knownAlerts(
  transaction: Transaction<Schema>,
  source: string,
  identities: readonly string[],
): Promise<Map<string, KnownAlert>> {
  const known = new Map<string, KnownAlert>();
  for (const some of slices([...new Set(identities)])) {
    const { rows } = await sql<Schema['alerts'] & { id: number }>`select * from alerts
      where source = ${source} and identity in (${sql.join(some)})`.execute(transaction);
    for (const row of rows) known.set(row.identity, knownOf(row));
  }
  return known;
}

/**
 * Writes what is known by now; answers the rows' ids by identity. No two of them may have the same identity. `didInhibit`:
 * one of them muted others until now.
 */
export async function saveAlerts(
  transaction: Transaction<Schema>,
  source: string,
  alerts: readonly Omit<KnownAlert, 'id'>[],
  didInhibit = false,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  if (didInhibit || alerts.some(({ inhibits }) => inhibits)) await stamp(transaction, 'inhibiting');
  for (const some of slices(alerts)) {
    const values = some.map(
      (it) =>
        sql`(${source}, ${it.identity}, ${it.status}, ${it.severity}, ${it.title}, ${JSON.stringify(it.labels)},
          ${JSON.stringify(it.annotations)}, ${it.startsAt.getTime()}, ${it.endsAt?.getTime() ?? 0}, ${it.link ?? ''},
          ${JSON.stringify(it.raw ?? null)}, ${it.receivedAt.getTime()}, ${it.heardAt.getTime()}, ${it.times}, ${it.inhibits ? 1 : 0})`,
    );
    const { rows } = await sql<{ id: number; identity: string }>`
      insert into alerts (source, identity, status, severity, title, labels, annotations, starts_at, ends_at, link, raw,
        received_at, heard_at, times, inhibits)
      values ${sql.join(values)}
      on conflict (source, identity) do update set status = excluded.status, severity = excluded.severity,
        title = excluded.title, labels = excluded.labels, annotations = excluded.annotations,
        starts_at = excluded.starts_at, ends_at = excluded.ends_at, link = excluded.link, raw = excluded.raw,
        received_at = excluded.received_at, heard_at = excluded.heard_at, times = excluded.times,
        inhibits = excluded.inhibits
      returning id, identity`.execute(transaction);
    for (const { id, identity } of rows) ids.set(identity, Number(id));
  }
  return ids;
}

/** A row as the alert that it stands for. */
function knownOf(row: Schema['alerts'] & { id: number }): KnownAlert {
  return { ...withoutRaw(row), raw: JSON.parse(row.raw) };
}

/** The same without what arrived, for those who only look. */
export function withoutRaw(row: Omit<Schema['alerts'], 'raw'> & { id: number }): Omit<KnownAlert, 'raw'> {
  return {
    id: Number(row.id),
    source: row.source,
    identity: row.identity,
    status: row.status as Alert['status'],
    severity: row.severity as AlertSeverity,
    title: row.title,
    labels: JSON.parse(row.labels) as Alert['labels'],
    annotations: JSON.parse(row.annotations) as Alert['annotations'],
    startsAt: new Date(row.starts_at),
    ...(row.ends_at > 0 && { endsAt: new Date(row.ends_at) }),
    ...(row.link !== '' && { link: row.link }),
    receivedAt: new Date(row.received_at),
    heardAt: new Date(row.heard_at),
    times: row.times,
    inhibits: row.inhibits === 1,
    ...(row.unending === 1 && { unending: true }),
  };
}

function slices<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / rowsAtOnce) }, (_, i) =>
    all.slice(i * rowsAtOnce, (i + 1) * rowsAtOnce),
  );
}
