import type { Kysely } from 'kysely';
import type { Commit } from './group-commit.ts';
import { claim, complete, fail, type Job, jobsWaiting, nextJobAt } from './jobs.ts';
import type { Engine } from './migrate.ts';
import type { Schema } from './schema.ts';

/** Background work, as its worker sees it. */
export interface JobQueue {
  claim(o: { now: Date; until: Date; lease: string }): Promise<Job | undefined>;
  complete(job: Job): Promise<boolean>;
  fail(job: Job, o: { runAt: Date; error: string }): Promise<void>;
  /** When the next work is due; undefined when there is none. */
  nextAt(): Promise<Date | undefined>;
  waiting(now: Date): Promise<{ due: number; oldest?: Date }>;
}

/** The queue of a store. */
export function jobQueue(database: Kysely<Schema>, commit: Commit, engine: Engine): JobQueue {
  return {
    claim: (o) => commit((transaction) => claim(transaction, engine, o)),
    complete: (job) => commit((transaction) => complete(transaction, job)),
    fail: (job, o) => commit((transaction) => fail(transaction, job, o)),
    nextAt: () => nextJobAt(database),
    waiting: (now) => jobsWaiting(database, now),
  };
}
