import type { Severity } from '../../model/image.ts';

/** Most findings of each severity that pass; undefined is no limit. */
export type GateLimits = Readonly<Partial<Record<Severity, number>>>;

/** An exception: what may pass although it counts, for a time. It never covers what is known to be exploited. */
export interface GateException {
  /** Ids of vulnerabilities, or codes of reasons ("not-signed"). */
  covers: readonly string[];
  /** Globs over "registry/repository". */
  images: readonly string[];
  owner: string;
  reason: string;
  approvedBy: string;
  /** It counts before this moment, and not from it on. */
  expires: Date;
  /** Number of the change that granted it; undefined for one of the settings. */
  change?: number;
}

/** What an image must be like to pass. */
export interface GatePolicy {
  name: string;
  max: GateLimits;
  /** Count only what an update fixes. */
  onlyFixable: boolean;
  /** Days since a vulnerability was published in which it does not count yet, by severity. */
  graceDays: GateLimits;
  /** 'fail': any known exploited one fails, whatever else the policy says; 'count': like any other. */
  knownExploited: 'fail' | 'count';
  /** How old Defender's findings may be, in days; undefined is no limit. */
  maxScanAgeDays?: number | undefined;
  /** How old a report that was handed in may be, in days; undefined is no limit. */
  maxReportAgeDays?: number | undefined;
  /** Globs over registries; undefined allows all. */
  registries?: readonly string[] | undefined;
  /** Globs over base images by name, without tag and digest; undefined allows all. */
  baseImages?: readonly string[] | undefined;
  signature: 'required' | 'optional';
  exceptions: readonly GateException[];
}

const plain = { graceDays: {}, knownExploited: 'fail', signature: 'optional', exceptions: [] } as const;

/** The policies that are there without any setting. */
export const readyPolicies: readonly GatePolicy[] = [
  // Defender scans again what was pushed or pulled in the last 90 days: what is older is not looked at any more.
  // A report is made by a pipeline just before it asks: one that is older than a week knows nothing of the week's CVEs.
  {
    ...plain,
    name: 'default',
    max: { Critical: 0, High: 0 },
    onlyFixable: true,
    maxScanAgeDays: 90,
    maxReportAgeDays: 7,
  },
  /*
   * Microsoft's own gate (Azure/Microsoft-Defender-for-Cloud, ImageScanSummaryAssessmentGate.ps1): any High fails,
   * Medium > 5 or Low > 15 fails. It knew no Critical, which is worse than any High: it fails too. It counts what has no
   * fix as well (ignoreNonPatchable is off by default), and asks for no age.
   */
  { ...plain, name: 'microsoft', max: { Critical: 0, High: 0, Medium: 5, Low: 15 }, onlyFixable: false },
];
