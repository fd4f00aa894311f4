import { type Kysely, sql, type Transaction } from 'kysely';
import type { Alert } from '../model/alert.ts';
import { pack } from './pack.ts';
import type { Schema } from './schema.ts';

/** What a source sent in one request, taken and not yet looked at: its body as it arrived, or the alerts that a poll read. */
export type Delivery = { source: string; at: Date } & ({ body: Uint8Array; count: number } | { alerts: Alert[] });

/** One that waits. */
export type WaitingDelivery = {
  id: number;
  source: string;
  at: Date;
  /** How many alerts it brought. */
  count: number;
  /** So many of them, the first, are sorted. */
  sorted: number;
} & ({ body: Uint8Array; isPacked: boolean } | { alerts: Alert[] });

/** A body that was not understood, kept for a look. */
export interface RefusedDelivery {
  source: string;
  at: Date;
  reason: string;
  body: string;
}

/** Of a refused body so much is kept, in characters. */
const keptOfBody = 64 * 1024;
/** So many refused bodies are kept, the newest. */
const keptRefused = 1_000;

/** So many go into one statement; less than a power of two is put together from smaller ones, so that few texts are prepared. */
const rowsAtOnce = 16;

/** Keeps what sources sent until it is sorted, in this order. */
export async function putDelivery(transaction: Transaction<Schema>, ...deliveries: Delivery[]): Promise<void> {
  for (let next = 0, size = rowsAtOnce; next < deliveries.length; next += size) {
    while (size > deliveries.length - next) size /= 2;
    const values = deliveries.slice(next, next + size).map(valuesOf);
    await sql`insert into deliveries (source, received_at, alerts, count, packed, body)
      values ${sql.join(values)}`.execute(transaction);
  }
}

function valuesOf(delivery: Delivery) {
  const { source, at } = delivery;
  if ('alerts' in delivery) {
    const { alerts } = delivery;
    return sql`(${source}, ${at.getTime()}, ${JSON.stringify(alerts)}, ${alerts.length}, 0, null)`;
  }
  const { bytes, isPacked } = pack(delivery.body);
  return sql`(${source}, ${at.getTime()}, '', ${delivery.count}, ${isPacked ? 1 : 0}, ${bytes})`;
}

/** Of what waits so much is read at once, in bytes, and one delivery at least. */
const readAtOnce = 1024 * 1024;

/** The oldest deliveries, in the order of their coming: so many at most, and no more than are good to hold at once. */
export async function oldestDeliveries(transaction: Transaction<Schema>, limit: number): Promise<WaitingDelivery[]> {
  // A length is known without reading what is so long.
  const waiting = await sql<{ id: number; size: number }>`
    select id, octet_length(alerts) + coalesce(octet_length(body), 0) as size from deliveries
    order by id limit ${limit}`.execute(transaction);
  let size = 0;
  const some = waiting.rows.filter((it) => {
    const isFirst = size === 0;
    size += Number(it.size);
    return isFirst || size <= readAtOnce;
  });
  const last = some.at(-1);
  if (!last) return [];
  const { rows } = await sql<Schema['deliveries'] & { id: number }>`select * from deliveries
    where id <= ${last.id} order by id`.execute(transaction);
  return rows.map(({ id, source, received_at, alerts, count, sorted, packed, body }) => {
    const it = { id, source, at: new Date(received_at), count, sorted };
    if (body) return { ...it, body, isPacked: packed === 1 };
    const polled = (JSON.parse(alerts) as Alert[]).map(dated);
    return { ...it, count: polled.length, alerts: polled };
  });
}

/** How many deliveries wait, about: numbers that were given and not used count, for counting rows takes longer the more there are. */
export async function deliveriesWaiting(database: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ n: number | null }>`select
    (select max(id) from deliveries) - (select min(id) from deliveries) + 1 as n`.execute(database);
  return Number(rows[0]?.n ?? 0);
}

/** Whether anything waits to be sorted. */
export async function hasDeliveries(transaction: Transaction<Schema>): Promise<boolean> {
  const { rows } = await sql`select 1 from deliveries limit 1`.execute(transaction);
  return rows.length > 0;
}

/** So many alerts of one, the first, are sorted; the rest waits. */
export async function noteSorted(transaction: Transaction<Schema>, id: number, count: number): Promise<void> {
  await sql`update deliveries set sorted = ${count} where id = ${id}`.execute(transaction);
}

/** They are sorted: what they brought stands in the tables of alerts and incidents. */
export async function dropDeliveries(transaction: Transaction<Schema>, ids: readonly number[]): Promise<void> {
  await sql`delete from deliveries where id in (${sql.join(ids)})`.execute(transaction);
}

/** Keeps a body that was not understood; the oldest of too many go. */
export async function refuseDelivery(transaction: Transaction<Schema>, refused: RefusedDelivery): Promise<void> {
  const { source, at, reason, body } = refused;
  await sql`insert into refused_deliveries (source, received_at, reason, body)
    values (${source}, ${at.getTime()}, ${reason}, ${body.slice(0, keptOfBody)})`.execute(transaction);
  await sql`delete from refused_deliveries where id <= (select max(id) from refused_deliveries) - ${keptRefused}`.execute(
    transaction,
  );
}

function dated(alert: Alert): Alert {
  return {
    ...alert,
    startsAt: new Date(alert.startsAt),
    ...(alert.endsAt && { endsAt: new Date(alert.endsAt) }),
  };
}
