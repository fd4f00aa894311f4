import type { Evidence, Window } from './evidence.ts';
import type { Gap } from './gap.ts';
import type { Subject } from './subject.ts';

/** One line that a container wrote. Untrusted. */
export interface FoundLine {
  pod: string;
  container: string;
  text: string;
  at: Date;
}

/** What was kept of a subject's log in a time, oldest first. */
export interface LogSearch {
  subject: Subject;
  window: Window;
  /** The text that the lines have; undefined is every line. */
  containing?: string;
  /** Undefined where nothing could be read. */
  lines?: Evidence<FoundLine[]>;
  /** There are more lines than were read. */
  isCut: boolean;
  gaps: Gap[];
}
