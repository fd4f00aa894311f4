import type { Vulnerability } from './image.ts';
import { findingKey } from './image-snapshot.ts';

/** What changed from one image to another. */
export interface ImageDiff {
  /** Only in the other; most urgent first, like the rest. */
  fresh: Vulnerability[];
  /** Only in the first. */
  fixed: Vulnerability[];
  unchanged: Vulnerability[];
}

/** Compares the findings of two images by CVE and package; each list keeps the order that it came in. */
export function imageDiff(before: readonly Vulnerability[], after: readonly Vulnerability[]): ImageDiff {
  const [had, has] = [new Set(before.map(findingKey)), new Set(after.map(findingKey))];
  return {
    fresh: after.filter((it) => !had.has(findingKey(it))),
    fixed: before.filter((it) => !has.has(findingKey(it))),
    unchanged: after.filter((it) => had.has(findingKey(it))),
  };
}
