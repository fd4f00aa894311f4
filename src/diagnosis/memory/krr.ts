/** What KRR's simple strategy looks at, in MiB. */
export interface UsageSeen {
  /** Highest sample of its window (two weeks by default). */
  peakMiB: number;
  /** The limit at a kill; KRR looks at it only when it is told to use OOM data. */
  killedAtMiB?: number;
}

/** The memory that KRR's simple strategy recommends for request and limit: peak + 15 %; with its OOM data at least the limit at the kill + 25 %. */
export function krrMemory({ peakMiB, killedAtMiB }: UsageSeen): number {
  return Math.max(peakMiB * 1.15, (killedAtMiB ?? 0) * 1.25);
}
