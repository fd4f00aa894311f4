import type { DetectorEntry, DetectorReport } from './detector.ts';
import type { Window } from './evidence.ts';
import type { Gap } from './gap.ts';
import type { ClusterRef } from './subject.ts';

/** Which of AKS's checks are wanted: all, those of a category, or one by its id or name. */
export type DetectorWish = { all: true } | { category: string } | { check: string };

/** What AKS's own checks of a cluster said. */
export interface DetectorRun {
  cluster: ClusterRef;
  window: Window;
  wish: DetectorWish;
  /** Those that were made, the worst first. */
  reports: DetectorReport[];
  /** All that there are; empty when the list could not be read. */
  entries: DetectorEntry[];
  /** When they were made. */
  at: Date;
  gaps: Gap[];
}
