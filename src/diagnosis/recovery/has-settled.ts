/** How a container ended, as far as a source tells. */
export interface PastEnding {
  /** How often it was started again in all. */
  restarts: number;
  startedAt?: Date | undefined;
  finishedAt?: Date | undefined;
}

const minute = 60_000;
const hour = 60 * minute;
/** The kubelet itself forgets a crash loop once a container has run for so long. */
const leastMs = 10 * minute;

/**
 * Whether a container that runs again has outlived its last ending: it has run for three times as long as it lived
 * before, between ten minutes and an hour, or up to six hours where it ended more than once. An ending without a time
 * is told by the newest restart only, so it counts as settled when `runningSince` is an hour ago.
 */
export function hasSettled(
  { restarts, startedAt, finishedAt }: PastEnding,
  runningSince: Date | undefined,
  now: Date,
): boolean {
  const calm = now.getTime() - Math.max(finishedAt?.getTime() ?? 0, runningSince?.getTime() ?? 0);
  if (!finishedAt && !runningSince) return false;
  if (!startedAt || !finishedAt) return calm >= hour;
  const life = Math.max(0, finishedAt.getTime() - startedAt.getTime());
  const most = restarts > 1 ? 6 * hour : hour;
  return calm >= Math.min(most, Math.max(leastMs, 3 * life));
}
