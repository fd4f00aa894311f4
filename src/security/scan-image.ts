import type { Azure } from '../azure/azure.ts';
import { gapOf } from '../azure/gap.ts';
import { UpstreamError } from '../errors.ts';
import { containersPlanIsOn } from '../evidence/images/defender-plan.ts';
import { type ImageFindings, individualFindings } from '../evidence/images/image-findings.ts';
import { legacyFindings } from '../evidence/images/legacy-image-findings.ts';
import { platformFindings } from '../evidence/images/platform-findings.ts';
import { placesOf } from '../evidence/images/running-containers.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Gap } from '../model/gap.ts';
import type { RunningPlace } from '../model/image.ts';
import type { ImageReport } from '../model/image-report.ts';
import { imageVerdict } from './image-verdict.ts';
import type { FoundImage } from './locate-image.ts';
import { nextSteps } from './next-steps.ts';
import { countBySeverity, rankVulnerabilities } from './rank-vulnerabilities.ts';
import { unscannedGaps } from './unscanned-gaps.ts';
import type { WhatRuns } from './what-runs.ts';
import { whyUnscanned } from './why-unscanned.ts';

/** What Defender found in an image, worst first, and where that very digest runs now. */
export async function scanImage(
  azure: Azure,
  { registryId, manifest, tag }: FoundImage,
  running: WhatRuns,
  now: Date,
): Promise<ImageReport> {
  const gaps: Gap[] = [...running.gaps];
  const read = async <T>(what: string, answer: Promise<T>): Promise<T | undefined> => {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      gaps.push(gapOf(error, what));
      return undefined;
    }
  };
  const subscriptionId = /\/subscriptions\/([^/]+)/i.exec(registryId)?.[1] ?? '';
  const [individual, legacy, planIsOn] = await Promise.all([
    read('findings of Defender', individualFindings(azure, manifest.digest, now)),
    read('findings in the retired form', legacyFindings(azure, manifest.digest, now)),
    read('the Defender plan', containersPlanIsOn(azure, subscriptionId)),
  ]);
  const isNowhere = individual?.value.scanned === false && !legacy?.value.scanned;
  // Of an index Defender has nothing: it scans the images that it is made of.
  const index = isNowhere ? await read('the images of the index', platformFindings(azure, manifest, now)) : undefined;
  const places = placesIn(running, [manifest.digest, ...(index?.digests ?? [])]);

  const own = individual?.value.scanned ? individual : legacy?.value.scanned ? legacy : undefined;
  const findings = own ?? index?.findings;
  gaps.push(...unreadGaps(findings));
  const unscanned = own ? undefined : index?.findings && index.unscanned;
  gaps.push(...unscannedGaps(unscanned, manifest.repository));
  const vulnerabilities = rankVulnerabilities(findings?.value.vulnerabilities ?? []);
  const scan = findings && {
    ...findings,
    value: {
      vulnerabilities,
      form: findings.value.form,
      // Retired rows stand in for the present ones only where these answered that there are none.
      isPartial: findings.value.unreadable > 0 || findings.gap !== undefined || individual === undefined,
      ...(unscanned && unscanned.length > 0 && { unscanned }),
      ...(findings.value.lastScannedAt && { lastScannedAt: findings.value.lastScannedAt }),
    },
  };
  const report = {
    registry: manifest.loginServer,
    repository: manifest.repository,
    ...(tag !== undefined && { tag }),
    digest: manifest.digest,
    tags: manifest.tags,
    pushedAt: manifest.createdOn,
    ...(scan && { scan }),
    // Both forms and the registry must have answered before it can be said that there is nothing.
    ...(!scan &&
      index &&
      legacy && {
        unscannedWhy: whyUnscanned(
          {
            planIsOn,
            pushedAt: manifest.createdOn,
            registry: manifest.loginServer,
            runs: (places?.value.length ?? 0) > 0,
          },
          now,
        ),
      }),
    counts: countBySeverity(vulnerabilities),
    fixable: vulnerabilities.filter(({ fixedIn }) => fixedIn !== undefined).length,
    ...(places && { running: places }),
    mayRunElsewhere: running.gaps.length > 0,
    gaps,
  };
  return { ...report, verdict: imageVerdict(report), suggestions: nextSteps(report) };
}

function placesIn({ evidence }: WhatRuns, digests: readonly string[]): Evidence<RunningPlace[]> | undefined {
  return (
    evidence && {
      ...evidence,
      value: placesOf(evidence.value.filter(({ image }) => digests.includes(image.digest ?? ''))),
    }
  );
}

function unreadGaps(findings: Evidence<ImageFindings> | undefined): Gap[] {
  if (!findings) return [];
  const unreadable = findings.value.unreadable;
  const rows: Gap = {
    what: `${unreadable} ${unreadable === 1 ? 'finding' : 'findings'}`,
    service: 'Resource Graph',
    why: 'Their details have a shape that is not known here.',
    next: 'Open the image in Defender for Cloud, and report the shape to the project.',
  };
  return [...(findings.gap ? [findings.gap] : []), ...(unreadable > 0 ? [rows] : [])];
}
