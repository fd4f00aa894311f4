import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from '../model/clock.ts';
import type { Job, Lane } from './jobs.ts';
import { type Pump, startPump } from './pump.ts';
import type { Store } from './store.ts';

/** Does one kind of work; throws when it is to be tried again. */
export type Task = (payload: Record<string, unknown>, o: { log: Logger; attempts: number }) => Promise<void>;

/** Writes that run at the same time share their commits; what asks others may keep them no busier than this. */
const crews: readonly { lanes: readonly Lane[]; atOnce: number }[] = [
  { lanes: ['urgent', 'usual'], atOnce: 64 },
  { lanes: ['slow'], atOnce: 8 },
];
/**
 * A lease is short, so that what a dead process held is taken over soon, and renewed for as long as the work is done; but
 * not for ever, so that what hangs is given to another. A process too busy to renew loses its lease, and its work is done twice.
 */
const leaseMs = 20_000;
const renewEveryMs = 5_000;
const longestMs = 180_000;
const longestPauseMs = 15 * 60_000;

/** Runs the jobs of a store, each task by its function; what fails is tried again, later each time, for as long as it takes. */
export function startWorker(o: {
  store: Store;
  clock: Clock;
  log: Logger;
  tasks: Readonly<Record<string, Task>>;
}): Pump {
  const pumps = crews.map((crew) => startCrew(crew, o));
  return {
    wake() {
      for (const pump of pumps) pump.wake();
    },
    async idle() {
      // One may have put in what the other takes.
      for (const pump of [...pumps, ...pumps]) await pump.idle();
    },
    async close() {
      await Promise.all(pumps.map((pump) => pump.close()));
    },
  };
}

function startCrew({ lanes, atOnce }: (typeof crews)[number], o: Parameters<typeof startWorker>[0]): Pump {
  const { store, clock, log } = o;
  const held = new Map<Job, number>();
  let cancel: (() => void) | undefined;

  function hold(job: Job): void {
    held.set(job, clock.now().getTime());
    cancel ??= clock.after(renewEveryMs, renew);
  }

  function letGo(job: Job): void {
    held.delete(job);
    if (held.size > 0) return;
    cancel?.();
    cancel = undefined;
  }

  function renew(): void {
    const now = clock.now().getTime();
    const jobs = [...held].flatMap(([job, since]) => (now - since < longestMs ? [job] : []));
    cancel = clock.after(renewEveryMs, renew);
    store.jobs.renew(jobs, new Date(now + leaseMs)).catch((error: unknown) => {
      log.error({ error, jobs: jobs.length }, 'leases of work could not be renewed');
    });
  }

  return startPump({
    name: `jobs ${lanes.join(', ')}`,
    atOnce,
    clock,
    log,
    nextAt: () => store.jobs.nextAt(lanes),
    async take(most) {
      const now = clock.now();
      const until = new Date(now.getTime() + leaseMs);
      const jobs = await store.jobs.claim({ now, until, lease: randomUUID(), lanes, most });
      jobs.forEach(hold);
      return jobs.map((job) => () => run(job, o).finally(() => letGo(job)));
    },
  });
}

async function run(job: Job, { store, clock, log, tasks }: Parameters<typeof startWorker>[0]): Promise<void> {
  const child = log.child({ job: job.id, task: job.task, attempt: job.attempts });
  try {
    const task = tasks[job.task];
    if (!task) throw new TypeError(`there is no task ${job.task}`);
    await task(job.payload, { log: child, attempts: job.attempts });
  } catch (error) {
    const pauseMs = Math.min(longestPauseMs, 1_000 * 2 ** Math.min(job.attempts, 12) * (0.75 + Math.random() / 2));
    child.error({ error, pauseMs }, 'work failed and is tried again');
    const runAt = new Date(clock.now().getTime() + pauseMs);
    await store.jobs.fail(job, { runAt, error: error instanceof Error ? error.name : 'failed' });
    return;
  }
  if (!(await store.jobs.complete(job))) child.warn('work took longer than its lease, and was given to another');
}
