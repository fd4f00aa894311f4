import type { ClusterRuns } from '../model/image-run.ts';
import type { WhatRuns } from './what-runs.ts';

/**
 * What runs, where those that run an index count as the one of its images that is asked about: what stands for an index
 * in the stored inventory was read from its registry, and a digest never changes.
 */
export function runningAs({ evidence, gaps }: WhatRuns, digest: string, stored: readonly ClusterRuns[]): WhatRuns {
  const indexes = new Set(
    stored.flatMap(({ runs }) => runs.flatMap((run) => (run.platforms?.includes(digest) ? (run.digest ?? []) : []))),
  );
  if (!evidence || indexes.size === 0) return { ...(evidence && { evidence }), gaps };
  const value = evidence.value.map((it) =>
    indexes.has(it.image.digest ?? '') ? { ...it, image: { ...it.image, digest } } : it,
  );
  return { evidence: { ...evidence, value }, gaps };
}
