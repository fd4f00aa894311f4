import type { Evidence } from './evidence.ts';
import type { ObjectRef } from './finding.ts';
import type { Gap } from './gap.ts';
import type { Subject } from './subject.ts';

/** Events that say the same of like objects. */
export interface EventGroup {
  /** Normal or Warning. */
  type: string;
  reason: string;
  /** The newest message, verbatim. */
  message: string;
  /** How often it happened, as far as the cluster counted. */
  count: number;
  /** Newest first. */
  objects: ObjectRef[];
  firstAt: Date;
  lastAt: Date;
}

/** What happened to a subject, newest first. */
export interface EventList {
  subject: Subject;
  groups: EventGroup[];
  /** What was read, for its sources and ages. */
  evidence: Evidence<unknown>[];
  gaps: Gap[];
}
