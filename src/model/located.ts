import type { Gap } from './gap.ts';
import type { Subject } from './subject.ts';

/** What a name turned out to mean; `gaps` names the clusters that could not be searched. */
export type Located =
  | { kind: 'found'; subject: Subject; gaps: Gap[] }
  | { kind: 'ambiguous'; subjects: Subject[]; gaps: Gap[] }
  | { kind: 'unknown'; closest: string[]; gaps: Gap[] };
