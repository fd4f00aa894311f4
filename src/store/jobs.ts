import { type Kysely, sql, type Transaction } from 'kysely';
import type { Engine } from './migrate.ts';
import type { Schema } from './schema.ts';

/**
 * Which work goes first: urgent before usual; slow is what waits for others (Azure), and has workers of its own, so that
 * nothing else waits for it.
 */
export const lanes = ['urgent', 'usual', 'slow'] as const;
export type Lane = (typeof lanes)[number];

/** Background work that is waiting: one for each task and key. */
export interface NewJob {
  task: string;
  /** The same task and key is the same work: wanting it again moves it, and never doubles it. */
  key: string;
  payload: Record<string, unknown>;
  runAt: Date;
  /** 'usual' when undefined. */
  lane?: Lane;
}

/** Work that this process holds until its lease ends. */
export interface Job extends Omit<NewJob, 'runAt' | 'lane'> {
  id: number;
  /** This attempt counted. */
  attempts: number;
  lease: string;
}

const rowsAtOnce = 500;

/**
 * Wants work done, in the transaction that makes it necessary: at the earliest of the times at which it is wanted. Work
 * under way is done once more afterwards; tries of another wish do not count. No two of them may have the same task and key.
 */
export async function enqueue(transaction: Transaction<Schema>, jobs: readonly NewJob[], now: Date): Promise<void> {
  for (let i = 0; i < jobs.length; i += rowsAtOnce) {
    const values = jobs
      .slice(i, i + rowsAtOnce)
      .map(
        ({ task, key, payload, runAt, lane = 'usual' }) =>
          sql`(${task}, ${key}, ${JSON.stringify(payload)}, ${runAt.getTime()}, ${now.getTime()}, ${lanes.indexOf(lane)})`,
      );
    await sql`insert into jobs (task, key, payload, run_at, created_at, lane) values ${sql.join(values)}
      on conflict (task, key) do update set
        payload = excluded.payload,
        lane = excluded.lane,
        attempts = case when jobs.payload = excluded.payload then jobs.attempts else 0 end,
        again = case when jobs.leased_until > ${now.getTime()} then 1 else 0 end,
        run_at = case when jobs.leased_until > ${now.getTime()} and jobs.again = 0 then excluded.run_at
                      when jobs.run_at < excluded.run_at then jobs.run_at else excluded.run_at end`.execute(
      transaction,
    );
  }
}

/** Wants work done that is done every so often anyhow: what waits already keeps its time, what is under way comes again after the pause. */
export async function enqueuePatiently(
  transaction: Transaction<Schema>,
  { task, key, payload, runAt }: NewJob,
  { pauseMs, now }: { pauseMs: number; now: Date },
): Promise<void> {
  await sql`insert into jobs (task, key, payload, run_at, created_at)
    values (${task}, ${key}, ${JSON.stringify(payload)}, ${runAt.getTime()}, ${now.getTime()})
    on conflict (task, key) do update set
      again = 1,
      run_at = case when jobs.again = 0 then ${runAt.getTime() + pauseMs} else jobs.run_at end
    where jobs.leased_until > ${now.getTime()}`.execute(transaction);
}

/** Takes the oldest work of a lane that is due, so much at most, for as long as the lease lasts. */
export async function claim(
  transaction: Transaction<Schema>,
  engine: Engine,
  o: { now: Date; until: Date; lease: string; lane: Lane; most: number },
): Promise<Job[]> {
  const now = o.now.getTime();
  // SQLite has one writer at a time, so nobody else is looking at the same rows.
  const unseen = engine === 'postgres' ? sql`for update skip locked` : sql``;
  const { rows } = await sql<{ id: number; task: string; key: string; payload: string; attempts: number }>`
    update jobs set lease = ${o.lease}, leased_until = ${o.until.getTime()}, attempts = attempts + 1, again = 0
    where id in (select id from jobs where lane = ${lanes.indexOf(o.lane)} and run_at <= ${now} and leased_until <= ${now}
      order by run_at, id limit ${o.most} ${unseen})
    returning id, task, key, payload, attempts`.execute(transaction);
  return rows
    .map((row) => ({ ...row, payload: JSON.parse(row.payload) as Record<string, unknown>, lease: o.lease }))
    .sort((one, other) => one.id - other.id);
}

/** Holds work that is still being done for longer; what somebody else holds by now stays his. */
export async function renew(transaction: Transaction<Schema>, jobs: readonly Job[], until: Date): Promise<void> {
  if (jobs.length === 0) return;
  await sql`update jobs set leased_until = ${until.getTime()} where id in (${sql.join(jobs.map(({ id }) => id))})
    and lease in (${sql.join([...new Set(jobs.map(({ lease }) => lease))])})`.execute(transaction);
}

/** The work is done; false when somebody else holds it by now, because the lease had ended. */
export async function complete(transaction: Transaction<Schema>, { id, lease }: Job): Promise<boolean> {
  const done = await sql`delete from jobs where id = ${id} and lease = ${lease} and again = 0`.execute(transaction);
  if (Number(done.numAffectedRows ?? 0) > 0) return true;
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

/** When the next work of these lanes is due, or a lease of it ends; undefined when there is none. */
export async function nextJobAt(database: Kysely<Schema>, of: readonly Lane[]): Promise<Date | undefined> {
  const times: number[] = [];
  for (const lane of of) {
    const { rows } = await sql<{ at: number }>`select run_at as at from jobs
      where lane = ${lanes.indexOf(lane)} and leased_until = 0 order by run_at, id limit 1`.execute(database);
    const held = await sql<{ at: number }>`
      select case when run_at > leased_until then run_at else leased_until end as at from jobs
      where lane = ${lanes.indexOf(lane)} and leased_until > 0 order by 1 limit 1`.execute(database);
    times.push(...[...rows, ...held.rows].map(({ at }) => Number(at)));
  }
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

/** How many wait, and since when the oldest is due (for /readyz and /metrics). */
export async function jobsWaiting(database: Kysely<Schema>, now: Date): Promise<{ due: number; oldest?: Date }> {
  const { rows } = await sql<{ due: number; oldest: number | null }>`
    select count(*) as due, min(run_at) as oldest from jobs where run_at <= ${now.getTime()}`.execute(database);
  const [row] = rows;
  return { due: Number(row?.due ?? 0), ...(row?.oldest != null && { oldest: new Date(Number(row.oldest)) }) };
}
