import { type Clock, systemClock } from '../../src/model/clock.ts';

/** A clock that runs so many times as fast as the one on the wall; all that begin at the same instant agree. */
export function fastClock({ speed, since }: { speed: number; since: number }): Clock {
  return {
    now: () => new Date(since + (Date.now() - since) * speed),
    after: (ms, callback) => systemClock.after(ms / speed, callback),
  };
}
