import type { Gap } from './gap.ts';
import type { ImageRef, Severity } from './image.ts';

/** Why an image fails the gate, or why nobody can say; stable names, for pipelines and for exceptions. */
export const gateCodes = [
  'known-exploited',
  'too-many-critical',
  'too-many-high',
  'too-many-medium',
  'too-many-low',
  'too-many-unknown',
  'registry-not-allowed',
  'base-image-not-allowed',
  'not-signed',
  'never-scanned',
  'findings-unreadable',
  'findings-partial',
  'scan-stale',
  'scan-age-unknown',
  'registry-unknown',
  'base-image-unknown',
  'signature-unknown',
] as const;

/** One of them. */
export type GateCode = (typeof gateCodes)[number];

/** One reason, as it is told everywhere: on the card, on the command line, to a pipeline. */
export interface GateReason {
  code: GateCode;
  /** What it does to the verdict: 'fail', or 'blind' where something that counts could not be seen. */
  does: 'fail' | 'blind';
  /** One finished sentence, with its numbers. Has untrusted names in it. */
  sentence: string;
  /** How many findings it is about; undefined where it is about none. */
  count?: number;
  /** The worst of them, at most ten, each once. Untrusted. */
  ids?: string[];
}

/** An exception that was looked at, and what became of it. */
export interface GateExceptionUse {
  /** Ids of vulnerabilities, or codes of reasons. */
  covers: string[];
  owner: string;
  reason: string;
  approvedBy: string;
  expires: Date;
  /** Number of the change that granted it; undefined for one of the settings. */
  change?: number;
  /** How many findings and reasons it took away; none where it is over. */
  took: number;
  isOver: boolean;
}

/** What the gate says of an image under a policy. */
export interface GateVerdict {
  verdict: 'pass' | 'fail' | 'could-not-judge';
  /** Name of the policy. */
  policy: string;
  image: ImageRef;
  /** First the line that says most; one sentence. */
  sentence: string;
  /** Every reason, those that fail it first. Empty only for a pass. */
  reasons: GateReason[];
  /** Findings by severity: all, and those that count under the policy. */
  counts: Record<Severity, number>;
  counted: Record<Severity, number>;
  exceptions: GateExceptionUse[];
  /** What an exception would have to cover for a pass: ids and codes; empty where none helps, at most 51. */
  excusable: string[];
  /** What was left out of the count, or not looked at, and why: one sentence each. */
  notes: string[];
  gaps: Gap[];
  /** Where the findings are from; undefined where there are none. */
  source?: { name: string; scannedAt?: Date };
  judgedAt: Date;
}
