import { sql, type Transaction } from 'kysely';
import type { Alert } from '../model/alert.ts';
import type { Schema } from './schema.ts';

/** Alerts that a source sent in one request, taken and not yet looked at. */
export interface Delivery {
  source: string;
  at: Date;
  alerts: Alert[];
}

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

/** Keeps what a source sent until it is sorted. */
export async function putDelivery(transaction: Transaction<Schema>, { source, at, alerts }: Delivery): Promise<void> {
  await sql`insert into deliveries (source, received_at, alerts)
    values (${source}, ${at.getTime()}, ${JSON.stringify(alerts)})`.execute(transaction);
}

/** The oldest deliveries, in the order of their coming. */
export async function oldestDeliveries(
  transaction: Transaction<Schema>,
  limit: number,
): Promise<(Delivery & { id: number })[]> {
  const { rows } = await sql<Schema['deliveries'] & { id: number }>`select * from deliveries
    order by id limit ${limit}`.execute(transaction);
  return rows.map(({ id, source, received_at, alerts }) => ({
    id,
    source,
    at: new Date(received_at),
    alerts: (JSON.parse(alerts) as Alert[]).map(dated),
  }));
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
