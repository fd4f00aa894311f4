import type { ContainerRegistry, Flaw, Image } from '../estate.ts';
import { tagsOf } from '../image.ts';
import { seededUuid } from '../seeded.ts';
import type { World } from '../world.ts';
import type { ArmBody } from './graph-row.ts';

const key = 'c0b7cfc6-3172-465a-b378-53c7ff2cc0d5';

/** Legacy sub-assessments, for images that are still reported in the form that was retired in July 2026. */
export function subAssessments(world: World): ArmBody[] {
  return world.registries.flatMap((registry) =>
    registry.images
      .filter((image) => image.scan.form === 'legacy')
      .flatMap((image) => image.scan.flaws.map((flaw) => subAssessment(registry, image, flaw))),
  );
}

function subAssessment(registry: ContainerRegistry, image: Image, flaw: Flaw): ArmBody {
  const name = seededUuid(`sub-assessment/${image.digest}/${flaw.cve}/${flaw.package}`);
  const scannedAt = (image.scan.at ?? image.pushedAt).toISOString();
  return {
    id: `${registry.id}/providers/Microsoft.Security/assessments/${key}/subassessments/${name}`,
    name,
    type: 'microsoft.security/assessments/subassessments',
    location: 'global',
    properties: {
      id: flaw.cve,
      displayName: flaw.cve,
      description: `A flaw of ${flaw.package}.`,
      remediation: flaw.fixedIn ? `Update ${flaw.package} to ${flaw.fixedIn}` : 'No remediation exists',
      timeGenerated: scannedAt,
      resourceDetails: { id: `/repositories/${image.repository}/images/${image.digest}`, source: 'Azure' },
      status: {
        code: 'Unhealthy',
        severity: flaw.severity === 'Critical' ? 'High' : flaw.severity,
        cause: '',
        description: '',
      },
      additionalData: {
        assessedResourceType: 'AzureContainerRegistryVulnerability',
        cvssV30Score: flaw.cvss ?? null,
        artifactDetails: {
          registryHost: registry.loginServer,
          repositoryName: image.repository,
          digest: image.digest,
          tags: tagsOf(image),
          artifactType: 'ContainerImage',
          mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
          lastPushedToRegistryUTC: image.pushedAt.toISOString(),
        },
        softwareDetails: {
          category: flaw.language ? 'Language' : 'OS',
          language: flaw.language ?? '',
          vendor: 'debian',
          packageName: flaw.package,
          version: flaw.installed,
          fixedVersion: flaw.fixedIn ?? '',
          fixStatus: flaw.fixedIn ? 'FixAvailable' : 'NoFixAvailable',
          osDetails: { osPlatform: 'linux', osVersion: 'debian_linux_12' },
          evidence: [],
        },
        vulnerabilityDetails: {
          cveId: flaw.cve,
          severity: flaw.severity,
          cvss: {
            '2.0': null,
            '3.0':
              flaw.cvss === undefined
                ? null
                : { base: flaw.cvss, cvssVectorString: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' },
          },
          exploitabilityAssessment: {
            isInExploitKit: flaw.inExploitKit,
            exploitStepsPublished: flaw.stepsPublished,
            exploitStepsVerified: flaw.stepsVerified,
            exploitUris: [],
            types: ['Remote'],
          },
          publishedDate: flaw.published.toISOString(),
          lastModifiedDate: flaw.published.toISOString(),
          references: [{ title: flaw.cve, link: `https://nvd.nist.gov/vuln/detail/${flaw.cve}` }],
          weaknesses: { cwe: [] },
          workarounds: [],
        },
      },
    },
  };
}
