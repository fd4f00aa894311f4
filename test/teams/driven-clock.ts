import type { Clock } from '../../src/model/clock.ts';

/** A clock that moves when it is told to. */
export interface DrivenClock extends Clock {
  advance(ms: number): Promise<void>;
  /** Milliseconds until something is due; undefined when nothing waits. */
  untilDue(): number | undefined;
  /** Comes true when something waits for a time this far away. */
  waitsFor(ms: number): Promise<void>;
}

/** Starts at a fixed time. */
export function createDrivenClock(start = new Date('2026-11-25T03:00:00Z')): DrivenClock {
  let now = start.getTime();
  const timers = new Set<{ at: number; ms: number; callback: () => void }>();
  const watchers = new Set<{ ms: number; resolve: () => void }>();
  return {
    now: () => new Date(now),
    after(ms, callback) {
      const timer = { at: now + ms, ms, callback };
      timers.add(timer);
      for (const watcher of watchers) if (watcher.ms === ms) watcher.resolve();
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        const due = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        now = due.at;
        timers.delete(due);
        due.callback();
        await new Promise((resolve) => setImmediate(resolve));
      }
      now = end;
    },
    untilDue: () => (timers.size === 0 ? undefined : Math.max(0, Math.min(...[...timers].map(({ at }) => at)) - now)),
    waitsFor: (ms) =>
      new Promise((resolve) => {
        if ([...timers].some((timer) => timer.ms === ms)) resolve();
        else watchers.add({ ms, resolve });
      }),
  };
}
