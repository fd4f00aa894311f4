import type { Logger } from 'pino';
import type { Clock } from '../model/clock.ts';

const quietMs = 60_000;

/** Logs the first refusal of a kind in a minute, and how many were not logged since: nobody outside can fill the log. */
export function createRefusalLog(clock: Clock): (refusal: string, log: Logger) => void {
  const spoken = new Map<string, { at: number; unlogged: number }>();
  return (refusal, log) => {
    const now = clock.now().getTime();
    const last = spoken.get(refusal);
    if (last && now - last.at < quietMs) {
      last.unlogged++;
      return;
    }
    spoken.set(refusal, { at: now, unlogged: 0 });
    log.warn({ refusal, unlogged: last?.unlogged ?? 0 }, 'an activity was refused');
  };
}
