import type { KnownFinding } from './known-finding.ts';
import type { PostureSeverity } from './posture.ts';

/** How many resources stand how at a practice, or at one check of it. */
export interface PostureStanding {
  /** Of the practice, or of the check. */
  code: string;
  title: string;
  /** Of the worst that fails; undefined where nothing does. */
  worst?: PostureSeverity;
  /** Resources of which something fails that nobody accepted, those that lose most first. */
  failing: { name: string; findings: KnownFinding[] }[];
  /** Resources of which anything counts. */
  counting: number;
  /** Resources of which something could not be read. */
  unread: number;
  /** Resources of which a risk was accepted. */
  accepted: number;
  /** The weight of all that fails. */
  lost: number;
}
