import type { Vulnerability } from '../model/image.ts';
import { type ImageRun, runsByDigest } from '../model/image-run.ts';
import { headWithout, type ImageSnapshot } from '../model/image-snapshot.ts';
import type { ImageStanding } from '../model/image-standing.ts';
import { compareStandings, standingOf } from './rank-images.ts';

/** An image that has a CVE. */
export interface AffectedImage {
  standing: ImageStanding;
  /** The CVE in each package of the image that has it. */
  found: Vulnerability[];
  /** As exactly as it is known, for a question about it. */
  ref: string;
  /** The newest version of the same repository that was scanned, was pushed later and has it no more. */
  fixedIn?: { tag: string; pushedAt: Date };
}

/** The images that have a CVE, ranked by it alone; `versions` are all known ones of their repositories. */
export function affectedImages(
  cve: string,
  {
    found,
    versions,
    runs,
  }: { found: readonly ImageSnapshot[]; versions: readonly ImageSnapshot[]; runs: readonly ImageRun[] },
): AffectedImage[] {
  const byDigest = runsByDigest(runs);
  const has = ({ vulnerabilities }: ImageSnapshot) => vulnerabilities.some((it) => it.cve === cve);
  const free = Map.groupBy(
    versions.filter((it) => it.tags.length > 0 && it.pushedAt && !has(it)),
    ({ names }) => nameOf(names[0]),
  );
  return found
    .filter(has)
    .map((image) => {
      const those = image.vulnerabilities.filter((it) => it.cve === cve);
      const newest = (free.get(nameOf(image.names[0])) ?? [])
        .filter(({ pushedAt }) => pushedAt && image.pushedAt && pushedAt > image.pushedAt)
        .sort((a, b) => (b.pushedAt?.getTime() ?? 0) - (a.pushedAt?.getTime() ?? 0))[0];
      const [worst] = those;
      const [tag] = newest?.tags ?? [];
      return {
        // It is this CVE that counts here, whatever else the image has.
        standing: standingOf({ ...headWithout(image), ...(worst && { worst }) }, byDigest.get(image.digest) ?? []),
        found: those,
        ref: `${nameOf(image.names[0])}@${image.digest}`,
        ...(newest?.pushedAt && tag !== undefined && { fixedIn: { tag, pushedAt: newest.pushedAt } }),
      };
    })
    .sort(
      (a, b) =>
        Number(b.standing.runs.length > 0) - Number(a.standing.runs.length > 0) ||
        compareStandings(a.standing, b.standing),
    );
}

function nameOf(name: ImageSnapshot['names'][number] | undefined): string {
  return `${name?.registry ? `${name.registry}/` : ''}${name?.repository ?? 'unknown'}`;
}
