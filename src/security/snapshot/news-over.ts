import type { ImageRun } from '../../model/image-run.ts';
import { findingKey, type ImageSnapshot } from '../../model/image-snapshot.ts';
import type { StoredNews } from '../../store/image-news.ts';

/**
 * Whether what was told of an image is over: none of the findings is left in it, or it runs nowhere. That it runs nowhere
 * is certain only where every cluster was read.
 */
export function howNewsEnded(
  { found }: Pick<StoredNews, 'found'>,
  o: { scan: ImageSnapshot | undefined; runs: readonly ImageRun[]; isEveryClusterRead: boolean },
): 'fixed' | 'gone' | undefined {
  if (o.runs.length === 0) return o.isEveryClusterRead ? 'gone' : undefined;
  // Without any row Defender has not said that it is mended: it may have stopped to scan it.
  // Nor has it where a row of it could not be read: what is missing may be in that one.
  if (!o.scan || o.scan.isPartial) return undefined;
  const left = new Set(o.scan.vulnerabilities.map(findingKey));
  return found.some((it) => left.has(findingKey(it))) ? undefined : 'fixed';
}
