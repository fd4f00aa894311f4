import type { Evidence } from './evidence.ts';
import type { NextStep } from './finding.ts';
import type { Gap } from './gap.ts';
import type { RunningPlace, Severity, Vulnerability } from './image.ts';
import type { ImageEvent } from './image-event.ts';
import type { ImageOrigin } from './image-origin.ts';

/** What Defender knows of an image, in the form it was read in. */
export interface ScanResult {
  /** Worst first: known exploited, exploitable, fixable, then severity and CVSS. */
  vulnerabilities: Vulnerability[];
  lastScannedAt?: Date;
  /** 'legacy' rows are sub-assessments, which Microsoft retired on 31 July 2026. */
  form: 'individual' | 'legacy';
  /** Whether there are rows that could not be read, so that the list is not all; undefined means no. */
  isPartial?: boolean;
  /** Of an index: platforms of which Defender has no row ("linux/arm64"). */
  unscanned?: readonly string[];
}

/** The answer to "scan image": findings of a digest, and where it runs. */
export interface ImageReport {
  registry: string;
  repository: string;
  tag?: string;
  digest: string;
  tags: string[];
  pushedAt?: Date;
  /** Undefined: never scanned, and `unscannedWhy` says why and what to do; or a gap says that it could not be read. */
  scan?: Evidence<ScanResult>;
  unscannedWhy?: { why: string; next: string };
  /** Who pushed, imported and pulled it, by its registry's log; undefined where no log tells. */
  origin?: Evidence<ImageOrigin> | undefined;
  /** What its registry told of it by Event Grid or webhook, the oldest first; undefined where nothing was told. */
  heard?: readonly ImageEvent[];
  /** Against the image that was pushed before it to the same repository; undefined where none is known. */
  trend?: { digest: string; tag?: string; pushedAt: Date; fresh: number; fixed: number; unchanged: number } | undefined;
  counts: Record<Severity, number>;
  fixable: number;
  /** Undefined when no cluster could be asked; an empty list when it runs nowhere that was asked. */
  running?: Evidence<RunningPlace[]>;
  /** Whether a cluster could not be asked, so that it may run there too; undefined means no. */
  mayRunElsewhere?: boolean;
  verdict: { level: 'good' | 'warning' | 'attention' | 'unknown'; sentence: string };
  suggestions: NextStep[];
  gaps: Gap[];
}
