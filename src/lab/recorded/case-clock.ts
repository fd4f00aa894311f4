import { type Clock, systemClock } from '../../model/clock.ts';

/** A clock that begins at a recording's moment and runs on. */
export function caseClock(now: Date): Clock {
  const behind = systemClock.now().getTime() - now.getTime();
  return { now: () => new Date(systemClock.now().getTime() - behind), after: systemClock.after };
}
