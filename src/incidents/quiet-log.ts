import type { Logger } from 'pino';
import type { Clock } from '../model/clock.ts';

const quietMs = 60_000;

/** Logs the first line of a kind in a minute, and how many were not logged since: nobody outside can fill the log. */
export function createQuietLog(
  clock: Clock,
  log: Logger,
): (fields: { source: string; reason: string }, message: string) => void {
  const spoken = new Map<string, { at: number; unlogged: number }>();
  return (fields, message) => {
    const now = clock.now().getTime();
    // A reason may be any of many sentences: by message and source there are few.
    const key = `${fields.source} ${message}`;
    const last = spoken.get(key);
    if (last && now - last.at < quietMs) {
      last.unlogged++;
      return;
    }
    spoken.set(key, { at: now, unlogged: 0 });
    log.warn({ ...fields, unlogged: last?.unlogged ?? 0 }, message);
  };
}
