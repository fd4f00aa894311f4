import type { Gap } from './gap.ts';
import type { Origin } from './origin.ts';

/** A fact, with where it came from and when it was true; never an opinion. */
export interface Evidence<T> {
  value: T;
  source: Origin;
  /** When the fact was true: the time of its newest row, or of the read for a live API. */
  at: Date;
  /** What this read could not see (partial results, a truncated list). */
  gap?: Gap;
}

/** From (inclusive) to (exclusive). */
export interface Window {
  from: Date;
  to: Date;
}
