import { type Kysely, sql, type Transaction } from 'kysely';
import type { Engine } from './migrate.ts';
import type { Schema } from './schema.ts';

/** Background work that is waiting: one for each task and key. */
export interface NewJob {
  task: string;
  /** The same task and key is the same work: wanting it again moves it, and never doubles it. */
  key: string;
  payload: Record<string, unknown>;
  runAt: Date;
}

/** Work that this process holds until its lease ends. */
export interface Job extends Omit<NewJob, 'runAt'> {
  id: number;
  /** This attempt counted. */
  attempts: number;
  lease: string;
}

/** Wants work done, in the transaction that makes it necessary. Work under way is done once more afterwards. */
export async function enqueue(transaction: Transaction<Schema>, job: NewJob, now: Date): Promise<void> {
  const { task, key, runAt } = job;
  const payload = JSON.stringify(job.payload);
  await sql`insert into jobs (task, key, payload, run_at, created_at)
    values (${task}, ${key}, ${payload}, ${runAt.getTime()}, ${now.getTime()})
    on conflict (task, key) do update set
      payload = excluded.payload,
      again = case when jobs.leased_until > ${now.getTime()} then 1 else 0 end,
      run_at = case when jobs.leased_until > ${now.getTime()} then excluded.run_at
                    when jobs.run_at < excluded.run_at then jobs.run_at else excluded.run_at end`.execute(transaction);
}

/** Takes the oldest work that is due, for as long as the lease lasts; undefined when there is none. */
export async function claim(
  transaction: Transaction<Schema>,
  engine: Engine,
  o: { now: Date; until: Date; lease: string },
): Promise<Job | undefined> {
  const now = o.now.getTime();
  // SQLite has one writer at a time, so nobody else is looking at the same row.
  const unseen = engine === 'postgres' ? sql`for update skip locked` : sql``;
  const { rows } = await sql<{ id: number; task: string; key: string; payload: string; attempts: number }>`
    update jobs set lease = ${o.lease}, leased_until = ${o.until.getTime()}, attempts = attempts + 1, again = 0
    where id = (select id from jobs where run_at <= ${now} and leased_until <= ${now} order by run_at, id limit 1 ${unseen})
    returning id, task, key, payload, attempts`.execute(transaction);
  const [row] = rows;
  return row && { ...row, payload: JSON.parse(row.payload) as Record<string, unknown>, lease: o.lease };
}

/** The work is done; false when somebody else holds it by now, because the lease had ended. */
export async function complete(transaction: Transaction<Schema>, { id, lease }: Job): Promise<boolean> {
  await sql`delete from jobs where id = ${id} and lease = ${lease} and again = 0`.execute(transaction);
  const again = await sql`update jobs set lease = '', leased_until = 0, again = 0, attempts = 0
    where id = ${id} and lease = ${lease}`.execute(transaction);
  if (Number(again.numAffectedRows ?? 0) > 0) return true;
  const left = await sql`select 1 from jobs where id = ${id}`.execute(transaction);
  return left.rows.length === 0;
}

/** The work failed and is to be tried again; nothing when somebody else holds it by now. */
export async function fail(
  transaction: Transaction<Schema>,
  { id, lease }: Job,
  o: { runAt: Date; error: string },
): Promise<void> {
  await sql`update jobs set lease = '', leased_until = 0, again = 0, run_at = ${o.runAt.getTime()}, last_error = ${o.error}
    where id = ${id} and lease = ${lease}`.execute(transaction);
}

/** When the next work is due; undefined when there is none. */
export async function nextJobAt(database: Kysely<Schema>): Promise<Date | undefined> {
  const { rows } = await sql<{ at: number | null }>`
    select min(case when run_at > leased_until then run_at else leased_until end) as at from jobs`.execute(database);
  return rows[0]?.at == null ? undefined : new Date(Number(rows[0].at));
}

/** How many wait, and since when the oldest is due (for /readyz and /metrics). */
export async function jobsWaiting(database: Kysely<Schema>, now: Date): Promise<{ due: number; oldest?: Date }> {
  const { rows } = await sql<{ due: number; oldest: number | null }>`
    select count(*) as due, min(run_at) as oldest from jobs where run_at <= ${now.getTime()}`.execute(database);
  const [row] = rows;
  return { due: Number(row?.due ?? 0), ...(row?.oldest != null && { oldest: new Date(Number(row.oldest)) }) };
}
