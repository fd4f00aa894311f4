import type { Severity, Vulnerability } from './image.ts';

/** What is known of an image without its findings: enough to rank it. */
export interface ImageHead {
  digest: string;
  /** Where it lies; the same digest may lie in several repositories. */
  names: { registry?: string; repository: string }[];
  tags: string[];
  pushedAt?: Date;
  scannedAt?: Date;
  /** When it was first seen with findings. */
  firstReadAt: Date;
  counts: Record<Severity, number>;
  fixable: number;
  /** Whether there may be more findings than could be read; undefined means no. */
  isPartial?: boolean;
  /** Its most urgent finding; undefined when it has none. */
  worst?: Vulnerability;
  /** How many are used in the wild, or have an exploit that was made sure of; and how many of these have a fix. */
  threats: { all: number; fixable: number };
  /** Findings that are new since the baseline and that nobody was told of yet, by `findingKey`. */
  fresh: string[];
}

/** An image as Defender's rows told of it when it was last read. */
export interface ImageSnapshot extends ImageHead {
  /** Most urgent first. */
  vulnerabilities: Vulnerability[];
}

/** An image without its findings. */
export function headWithout({ vulnerabilities: _, ...head }: ImageSnapshot): ImageHead {
  return head;
}

/** What makes a finding the same one in two readings, or in two images. */
export function findingKey({ cve, package: name }: Pick<Vulnerability, 'cve' | 'package'>): string {
  return `${cve} ${name}`;
}

/** How the last reading of all images went. */
export interface Reading {
  startedAt: Date;
  /** Undefined while the first one goes on. */
  finishedAt?: Date;
  images: number;
  findings: number;
  rows: number;
  /** Rows that named no image. */
  homeless: number;
  /** Fields that rows lacked, each with how many did. */
  missing: Record<string, number>;
  /** The registries of which rows were read, so that what comes of another is its baseline; undefined: not noted yet. */
  registries?: string[];
  /** Why the last try failed, when it did; what was read before it stands. */
  failure?: { at: Date; why: string; next: string };
}
