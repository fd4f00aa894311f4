import type { Vulnerability } from '../model/image.ts';
import { imageDiff } from '../model/image-diff.ts';
import { findingKey, type ImageSnapshot } from '../model/image-snapshot.ts';
import { isThreat, weight } from './rank-vulnerabilities.ts';

/** A version of the same repository that mends the worst of an image. */
export interface FixingTag {
  tag: string;
  digest: string;
}

/** What is compared of an image. */
interface Flawed {
  /** The registry's login server. */
  registry: string;
  digest: string;
  pushedAt?: Date;
  vulnerabilities: readonly Vulnerability[];
}

/**
 * The newest version of the same repository that was scanned and read whole, was pushed later, has none of the worst findings that can
 * be fixed, and brings no new one that is attacked; undefined where there is none. "latest" is no version to roll to.
 */
export function fixingTag(image: Flawed, versions: readonly ImageSnapshot[]): FixingTag | undefined {
  const worst = new Set(worstFixable(image.vulnerabilities).map(findingKey));
  const { pushedAt, digest } = image;
  if (worst.size === 0 || !pushedAt) return undefined;
  const [best] = versions
    .flatMap((it) => {
      const tag = it.tags.find((name) => name.toLowerCase() !== 'latest');
      return tag !== undefined && it.pushedAt && it.pushedAt > pushedAt ? [{ it, tag, at: it.pushedAt }] : [];
    })
    .filter(({ it }) => it.digest !== digest && it.scannedAt !== undefined && !it.isPartial)
    .filter(({ it }) => it.names.some((name) => name.registry?.toLowerCase() === image.registry.toLowerCase()))
    .filter(({ it }) => !it.vulnerabilities.some((found) => worst.has(findingKey(found))))
    .filter(({ it }) => !imageDiff(image.vulnerabilities, it.vulnerabilities).fresh.some(isThreat))
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  return best && { tag: best.tag, digest: best.it.digest };
}

/** Of the findings that an update mends: those that are attacked; without one, those of the worst severity. */
export function worstFixable(vulnerabilities: readonly Vulnerability[]): Vulnerability[] {
  const fixable = vulnerabilities.filter(({ fixedIn }) => fixedIn !== undefined);
  const threats = fixable.filter(isThreat);
  if (threats.length > 0) return threats;
  const most = Math.max(...fixable.map(({ severity }) => weight[severity]));
  return fixable.filter(({ severity }) => weight[severity] === most);
}
