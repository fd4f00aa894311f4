import type { ImageRun } from './image-run.ts';
import type { ImageHead } from './image-snapshot.ts';

/** An image that runs, with what practices say of how it is run. */
export interface RunningImage {
  /** As people write it. */
  name: string;
  /** As exactly as it is known, for a question about it. */
  ref: string;
  /** Whether it comes from a registry that the identity sees; undefined when that could not be read. */
  isOurs: boolean | undefined;
  /** Named by "latest" or by nothing. */
  isLatest: boolean;
  /** Every workload names it by its digest. */
  isPinned: boolean;
  /** What Defender found; undefined: it has no row of it. */
  head: ImageHead | undefined;
  /** Most pods first. */
  runs: readonly ImageRun[];
}
