import type { Gap } from '../../model/gap.ts';
import type { ImageRef, Severity } from '../../model/image.ts';

/** One vulnerability in one package of an image, whoever found it. */
export interface GateFinding {
  /** "CVE-2024-2961"; other databases have ids of their own. Untrusted. */
  id: string;
  package: string;
  severity: Severity;
  /** A version that mends it is named. */
  fixable: boolean;
  /** Nobody says whether there is one: then it counts as if there were. */
  isFixUnknown?: boolean | undefined;
  publishedAt?: Date;
  knownExploited: boolean;
}

/** What was found in an image, or why nothing is known. */
export type FoundInImage =
  | {
      kind: 'read';
      findings: readonly GateFinding[];
      /** "Defender for Cloud", or "Trivy 0.68 (report)". */
      source: string;
      /** Which age limit holds for it. */
      from: 'defender' | 'report';
      scannedAt?: Date;
      /** Rows that could not be read; there may be more findings than these. */
      unreadable: number;
      /** Of an index: platforms of which the source has nothing ("linux/arm64"). */
      unscanned?: readonly string[];
      /** Whether the list was cut off. */
      isCut: boolean;
      /** Whether the source tells what is known to be exploited. */
      tellsExploited: boolean;
      /** What is to be said of the source beside. */
      notes: readonly string[];
    }
  | { kind: 'never-scanned' | 'unreadable'; why: string; next: string };

/** A fact that is known, or why it is not. */
export type Known<T> = { value: T } | { unknown: string };

/** All that the gate may look at. */
export interface GateFacts {
  image: ImageRef;
  found: FoundInImage;
  /** Name of the image that it is built on; read only where a policy asks. */
  base?: Known<string>;
  /** How many Notation signatures it has, and whether the retired Docker Content Trust signed its tag. */
  signature?: Known<{ notation: number; contentTrust: boolean }>;
  gaps: readonly Gap[];
}
