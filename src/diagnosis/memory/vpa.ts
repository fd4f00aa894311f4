/** An OOM kill as the Vertical Pod Autoscaler takes it, in bytes. */
export interface OomSeen {
  at: Date;
  /** What the container had asked for: its status' resources where they differ from its specification, 0 without a request. */
  requestedBytes: number;
  /** Highest usage sample of the current day, where there is one. */
  peakBytes?: number;
}

const bumpRatio = 1.2;
const leastBumpBytes = 100 * 1024 * 1024;
/** One peak counts for each interval; a kill from before the current one is discarded. */
const intervalMs = 24 * 3_600_000;

/** What the Vertical Pod Autoscaler takes a killed container's need for: the larger of 100 MiB and a fifth above what it used. */
export function vpaNeed({ requestedBytes, peakBytes = 0 }: OomSeen): number {
  const used = Math.max(requestedBytes, peakBytes);
  return Math.max(used + leastBumpBytes, Math.floor(used * bumpRatio));
}

/**
 * The peak that the Vertical Pod Autoscaler keeps after these kills, in bytes: the highest need of those within its
 * interval before `now`. An earlier bump is not taken for usage, so a series of kills at one request raises it once.
 */
export function vpaPeak(kills: readonly OomSeen[], now: Date): number | undefined {
  const counted = kills.filter(({ at }) => now.getTime() - at.getTime() <= intervalMs);
  return counted.length === 0 ? undefined : Math.max(...counted.map(vpaNeed));
}
