import type { NextStep } from '../model/finding.ts';
import type { Vulnerability } from '../model/image.ts';
import type { ImageReport } from '../model/image-report.ts';

/** What to do about an image: the update that closes most, and what to roll. */
export function nextSteps({
  scan,
  unscannedWhy,
  running,
  repository,
}: Pick<ImageReport, 'scan' | 'unscannedWhy' | 'running' | 'repository'>): NextStep[] {
  if (unscannedWhy) return [{ text: unscannedWhy.next }];
  const best = bestUpdate(scan?.value.vulnerabilities ?? []);
  if (!best) return [];
  const rebuild = {
    text: `Rebuild with ${best.package} ${best.version}: that closes ${best.closes} of ${scan?.value.vulnerabilities.length ?? 0} findings.`,
  };
  const [place] = running?.value ?? [];
  return place
    ? [rebuild, { text: `Then roll ${place.workload} in ${place.cluster} to the new tag of ${repository}.` }]
    : [rebuild];
}

/** The one package update that closes the worst findings, most of them first. */
function bestUpdate(
  vulnerabilities: Vulnerability[],
): { package: string; version: string; closes: number } | undefined {
  const byPackage = Map.groupBy(
    vulnerabilities.filter(({ fixedIn }) => fixedIn !== undefined),
    (it) => it.package,
  );
  const updates = [...byPackage].map(([name, found]) => ({
    package: name,
    // Every fix is needed, so the update goes to the highest of the versions that fix one.
    version:
      found
        .map(({ fixedIn }) => fixedIn ?? '')
        .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
        .at(-1) ?? '',
    closes: found.length,
    urgent: found.filter(({ knownExploited, exploitable }) => knownExploited || exploitable).length,
  }));
  return updates.sort((a, b) => b.urgent - a.urgent || b.closes - a.closes || a.package.localeCompare(b.package))[0];
}
