import type { OomKill } from './kills.ts';

const hour = 3_600_000;

/**
 * "7 times in 3 h": the kills that were seen since the first of them.
 * No source remembers all endings of a container that restarts often; its counter then says that there were more.
 */
export function timesIn(kills: readonly OomKill[], now: Date, restarts = 0): string {
  const first = new Date(Math.min(...kills.map((kill) => kill.at.getTime())));
  const times = kills.length === 1 ? 'once' : `${kills.length} times`;
  const seen = `${times} in ${ago(first, now)}`;
  return restarts > kills.length ? `at least ${seen} (${restarts} restarts)` : seen;
}

/** How long ago a time was, for a person: "10 min", "4 h", "3 days"; rounded up. */
export function ago(at: Date, now: Date): string {
  const ms = now.getTime() - at.getTime();
  if (ms < hour) return `${Math.max(1, Math.ceil(ms / 60_000))} min`;
  return ms < 48 * hour ? `${Math.ceil(ms / hour)} h` : `${Math.ceil(ms / (24 * hour))} days`;
}

/** How long a calm has lasted; rounded down, so that it is never said to be longer than it was. */
export function lasting(since: Date, now: Date): string {
  const ms = now.getTime() - since.getTime();
  if (ms < hour) return `${Math.floor(ms / 60_000)} min`;
  return ms < 48 * hour ? `${Math.floor(ms / hour)} h` : `${Math.floor(ms / (24 * hour))} days`;
}

/** Memory for a person, given in MiB: "256 MiB", "9.8 GiB". */
export function sized(mebibytes: number): string {
  return mebibytes < 2048 ? `${Math.round(mebibytes)} MiB` : `${(mebibytes / 1024).toFixed(1)} GiB`;
}

/** "a, b and 3 more". */
export function listed(names: readonly string[], most = 2): string {
  const shown = names.slice(0, most);
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(' and ');
}
