import type { ImageRun } from './image-run.ts';
import type { ImageHead } from './image-snapshot.ts';

/** How urgent an image is, the most urgent first: exploited and running; running with worse than High; exploited, but it does not run. */
export const imageLevels = ['exploited-runs', 'severe-runs', 'exploited', 'runs', 'idle'] as const;

/** One of them. */
export type ImageLevel = (typeof imageLevels)[number];

/** An image with its place in the ranking. */
export interface ImageStanding {
  head: ImageHead;
  /** Where it runs, as far as the person may see it. */
  runs: readonly ImageRun[];
  level: ImageLevel;
  isExposed: boolean;
  /** What put it there, in words: the threat, its fix, where it runs, what leads to it. Names in them are untrusted. */
  reasons: string[];
}
