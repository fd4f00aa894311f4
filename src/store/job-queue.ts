import type { Kysely } from 'kysely';
import type { Commit } from './group-commit.ts';
import { claim, complete, fail, type Job, jobsWaiting, type Lane, nextJobAt, renew } from './jobs.ts';
import type { Engine } from './migrate.ts';
import type { Schema } from './schema.ts';

/** Background work, as its worker sees it. */
export interface JobQueue {
  /** So much work at most that is due, of the first of these lanes first. */
  claim(o: { now: Date; until: Date; lease: string; lanes: readonly Lane[]; most: number }): Promise<Job[]>;
  /** Holds work for longer that is still being done. */
  renew(jobs: readonly Job[], until: Date): Promise<void>;
  complete(job: Job): Promise<boolean>;
  fail(job: Job, o: { runAt: Date; error: string }): Promise<void>;
  /** When the next work is due; undefined when there is none. */
  nextAt(lanes: readonly Lane[]): Promise<Date | undefined>;
  waiting(now: Date): Promise<{ due: number; oldest?: Date }>;
}

/** The queue of a store. */
export function jobQueue(database: Kysely<Schema>, commit: Commit, engine: Engine): JobQueue {
  return {
    claim: (o) =>
      commit(async (transaction) => {
        const taken: Job[] = [];
        for (const lane of o.lanes) {
          const most = o.most - taken.length;
          if (most > 0) taken.push(...(await claim(transaction, engine, { ...o, lane, most })));
        }
        return taken;
      }),
    renew: (jobs, until) => commit((transaction) => renew(transaction, jobs, until)),
    complete: (job) => commit((transaction) => complete(transaction, job)),
    fail: (job, o) => commit((transaction) => fail(transaction, job, o)),
    nextAt: (lanes) => nextJobAt(database, lanes),
    waiting: (now) => jobsWaiting(database, now),
  };
}
