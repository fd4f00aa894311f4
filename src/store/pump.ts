import type { Logger } from 'pino';
import type { Clock } from '../model/clock.ts';

/** Something that takes work from a queue whenever there is some. */
export interface Pump {
  /** Looks at once: something was just put in. */
  wake(): void;
  /** Comes true when nothing can be taken now and nothing is under way. */
  idle(): Promise<void>;
  /** Lets what is under way end, and takes no more. */
  close(): Promise<void>;
}

/** Other replicas put work in, and leases of dead ones end: looked for this often at least. */
const pollMs = 6_000;
const leastPauseMs = 10;

/**
 * Keeps taking work, so much at once, until there is none; then waits for the time that the queue names.
 * `take` answers what to do with the pieces it has taken, so many at most; none when there is nothing. What throws is
 * logged, and not lost: its lease ends.
 */
export function startPump(o: {
  name: string;
  atOnce: number;
  clock: Clock;
  log: Logger;
  take(room: number): Promise<readonly (() => Promise<void>)[]>;
  nextAt(): Promise<Date | undefined>;
}): Pump {
  const { clock, log } = o;
  const running = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let isClosed = false;
  let cancel = () => {};

  async function look(): Promise<void> {
    do {
      lookAgain = false;
      while (!isClosed && running.size < o.atOnce) {
        const taken = await o.take(o.atOnce - running.size);
        if (taken.length === 0) break;
        taken.forEach(begin);
      }
    } while (lookAgain && !isClosed);
    await waitForNext();
  }

  function begin(work: () => Promise<void>): void {
    const done = work()
      .catch((error: unknown) => log.error({ error, queue: o.name }, 'a piece of work broke off'))
      .finally(() => {
        running.delete(done);
        wake();
      });
    running.add(done);
  }

  async function waitForNext(): Promise<void> {
    cancel();
    // What is under way looks again when it ends.
    if (isClosed || running.size >= o.atOnce) return;
    const next = await o.nextAt();
    const pauseMs = next ? next.getTime() - clock.now().getTime() : pollMs;
    cancel();
    if (!isClosed) cancel = clock.after(Math.min(pollMs, Math.max(leastPauseMs, pauseMs)), wake);
  }

  function wake(): void {
    if (isClosed) return;
    lookAgain = true;
    looking ??= look()
      .catch((error: unknown) => {
        log.error({ error, queue: o.name }, 'a queue could not be looked at');
        cancel();
        if (!isClosed) cancel = clock.after(pollMs, wake);
      })
      .finally(() => {
        looking = undefined;
        if (lookAgain) wake();
      });
  }

  async function idle(): Promise<void> {
    while (looking || running.size > 0) await (looking ?? Promise.race(running));
  }

  wake();
  return {
    wake,
    idle,
    async close() {
      isClosed = true;
      await idle();
      cancel();
    },
  };
}
