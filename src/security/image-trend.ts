import type { Vulnerability } from '../model/image.ts';
import { imageDiff } from '../model/image-diff.ts';
import type { ImageReport } from '../model/image-report.ts';
import type { ImageSnapshot } from '../model/image-snapshot.ts';

/**
 * How an image stands against the one that was pushed before it to the same repository, of those that the snapshot knows;
 * undefined where it knows none.
 */
export function imageTrend(
  { registry, digest, pushedAt }: Pick<ImageReport, 'registry' | 'digest' | 'pushedAt'>,
  vulnerabilities: readonly Vulnerability[],
  versions: readonly ImageSnapshot[],
): ImageReport['trend'] {
  if (!pushedAt) return undefined;
  const [previous] = versions
    .filter((it) => it.digest !== digest && it.pushedAt && it.pushedAt < pushedAt)
    .filter(({ names }) => names.some((it) => it.registry === undefined || it.registry === registry.toLowerCase()))
    .sort((a, b) => (b.pushedAt?.getTime() ?? 0) - (a.pushedAt?.getTime() ?? 0));
  if (!previous?.pushedAt) return undefined;
  const { fresh, fixed, unchanged } = imageDiff(previous.vulnerabilities, vulnerabilities);
  const [tag] = previous.tags;
  return {
    digest: previous.digest,
    ...(tag !== undefined && { tag }),
    pushedAt: previous.pushedAt,
    ...{ fresh: fresh.length, fixed: fixed.length, unchanged: unchanged.length },
  };
}
