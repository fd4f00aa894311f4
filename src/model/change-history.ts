import type { Evidence } from './evidence.ts';
import type { Gap } from './gap.ts';
import type { Subject } from './subject.ts';

/** Something that was changed, as one source tells it. */
export interface ChangeMade {
  at: Date;
  /** As it stands in the log: a user principal name, an object id, a service account; empty where the source does not know. */
  who: string;
  /** "patch deployments/payments-api", "revision 12", "change:succeeded". */
  what: string;
  /** What became of it, and what was written; untrusted. */
  detail: string;
  source: 'AKS audit' | 'Activity Log' | 'rollout' | 'Watchkeeper';
  /** Azure's name for the request, where it has one. */
  correlationId?: string;
  /** Who asked for it here, where the bot wrote it: "change 12, approved by Bob". */
  asked?: string;
}

/** Who changed something: all sources on one line of time, newest first. */
export interface ChangeHistory {
  subject: Subject;
  changes: ChangeMade[];
  evidence: Evidence<unknown>[];
  gaps: Gap[];
}
