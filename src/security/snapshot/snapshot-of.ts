import type { DigestFindings } from '../../evidence/images/all-findings.ts';
import type { Vulnerability } from '../../model/image.ts';
import { findingKey, type ImageSnapshot } from '../../model/image-snapshot.ts';
import { countBySeverity, isThreat, rankVulnerabilities } from '../rank-vulnerabilities.ts';

/**
 * What is kept of an image. New in it is what neither its last snapshot had nor, for one that is seen for the first time,
 * any other version of its repository; in the baseline nothing is new.
 */
export function snapshotOf(
  { vulnerabilities, ...image }: DigestFindings,
  o: { before: ImageSnapshot | undefined; siblings: readonly ImageSnapshot[]; isBaseline: boolean; now: Date },
): ImageSnapshot {
  const ranked = rankVulnerabilities(vulnerabilities).map(({ publishedAt: _, ...it }) => it);
  const [worst] = ranked;
  const threats = ranked.filter(isThreat);
  return {
    ...image,
    firstReadAt: o.before?.firstReadAt ?? o.now,
    counts: countBySeverity(ranked),
    fixable: ranked.filter(isFixable).length,
    ...(worst && { worst }),
    threats: { all: threats.length, fixable: threats.filter(isFixable).length },
    fresh: o.isBaseline ? [] : freshOf(ranked, o),
    vulnerabilities: ranked,
  };
}

function freshOf(
  ranked: readonly Vulnerability[],
  { before, siblings }: { before: ImageSnapshot | undefined; siblings: readonly ImageSnapshot[] },
): string[] {
  const known = new Set((before ? [before] : siblings).flatMap((it) => it.vulnerabilities.map(findingKey)));
  const untold = new Set([...(before ? [before] : siblings)].flatMap(({ fresh }) => fresh));
  return ranked.map(findingKey).filter((key) => !known.has(key) || untold.has(key));
}

function isFixable({ fixedIn }: Vulnerability): boolean {
  return fixedIn !== undefined;
}
