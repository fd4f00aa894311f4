import type { ContainerRegistry, Flaw, Image } from '../estate.ts';
import { manifestsOf, tagsOf } from '../image.ts';
import { seededUuid } from '../seeded.ts';
import type { World } from '../world.ts';
import type { ArmBody } from './graph-row.ts';

const cvssVector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
const order = ['Critical', 'High', 'Medium', 'Low', 'Unknown'];

/** Defender's individual recommendations: one row an image and software, with all its CVEs in it. */
export function individualAssessments(world: World): ArmBody[] {
  return world.registries.flatMap((registry) =>
    registry.images
      .flatMap(manifestsOf)
      .filter((image) => image.scan.form === 'individual')
      .flatMap((image) => {
        const bySoftware = [...Map.groupBy(image.scan.flaws, (flaw) => flaw.package)];
        const rows =
          bySoftware.length > 0
            ? bySoftware.map(([software, flaws]) => assessment(registry, image, software, flaws))
            : [healthy(registry, image)];
        const { ofContainers } = image.scan;
        if (!ofContainers) return rows;
        return [...(ofContainers === 'too' ? rows : []), ...rows.flatMap((row) => containerRows(world, image, row))];
      }),
  );
}

function assessment(registry: ContainerRegistry, image: Image, software: string, flaws: Flaw[]): ArmBody {
  const name = seededUuid(`assessment/${image.digest}/${software}`);
  const [first] = flaws;
  const severity = order.find((it) => flaws.some((flaw) => flaw.severity === it)) ?? 'Unknown';
  const fixed = flaws
    .map((flaw) => flaw.fixedIn)
    .filter((it) => it !== undefined)
    .sort()
    .at(-1);
  const cves = flaws.map(cveDetails);
  return {
    ...base(registry, name),
    properties: {
      ...common(registry, image, 'Unhealthy'),
      displayName: `Update ${software}`,
      metadata: {
        displayName: `Update ${software}`,
        assessmentType: 'DynamicBuiltIn',
        recommendationCategory: 'SoftwareUpdate',
        severity: severity === 'Unknown' ? 'Low' : severity,
        categories: ['Compute'],
      },
      additionalData: {
        SoftwareName: software,
        PackageType: first?.language ? 'Language' : 'OS',
        Language: first?.language ?? '',
        DetectedSoftwareVersions: [...new Set(flaws.map((flaw) => flaw.installed))].join(', '),
        FixedVersion: fixed ?? '',
        MaxCvssScore: String(Math.max(0, ...flaws.map((flaw) => flaw.cvss ?? 0))),
        CvesDetails: JSON.stringify(cves),
        ScannersDetails: {
          mdvm: {
            DetectedSoftwareVersions: [...new Set(flaws.map((flaw) => flaw.installed))],
            FixedVersion: fixed ?? '',
            FixStatus: fixed ? 'FixAvailable' : 'NoFixAvailable',
            CvesIds: flaws.map((flaw) => flaw.cve),
          },
        },
      },
      risk: {
        level: severity === 'Critical' ? 'High' : 'Medium',
        riskFactors: [],
        attackPathsReferences: [],
        isContextualRisk: false,
      },
    },
  };
}

/** A scanned image without findings has a row too; it carries no CvesDetails. */
function healthy(registry: ContainerRegistry, image: Image): ArmBody {
  return {
    ...base(registry, seededUuid(`assessment/${image.digest}/healthy`)),
    properties: {
      ...common(registry, image, 'Healthy'),
      displayName: 'Container images in Azure registry should have vulnerability findings resolved',
      metadata: {
        displayName: 'Update software',
        assessmentType: 'DynamicBuiltIn',
        recommendationCategory: 'SoftwareUpdate',
        severity: 'Low',
        categories: ['Compute'],
      },
      additionalData: {},
    },
  };
}

/** The same finding of each container that runs the image: its resource is the container, and it names the image by its digest. */
function containerRows(world: World, image: Image, row: ArmBody): ArmBody[] {
  return world.clusters.flatMap((cluster) =>
    cluster.workloads.flatMap(({ namespace, kind, name, containers }) =>
      containers
        .filter((it) => it.image.digest === image.digest)
        .map((container): ArmBody => {
          const id = seededUuid(`assessment/${row.name}/${cluster.id}/${namespace}/${name}/${container.name}`);
          const path = `${cluster.id}/namespaces/${namespace}/${kind}s/${name}/containers/${container.name}`;
          const properties = row.properties as Record<string, object>;
          return {
            ...row,
            ...{ id: `${cluster.id}/providers/Microsoft.Security/assessments/${id}`, name: id },
            properties: {
              ...properties,
              resourceDetails: {
                Source: 'Azure',
                Id: path,
                ResourceType: 'K8s-container',
                ResourceName: container.name,
              },
              resourceAdditionalData: JSON.stringify({
                Digest: image.digest,
                ClusterName: cluster.name,
                Namespace: namespace,
              }),
            },
          };
        }),
    ),
  );
}

function base(registry: ContainerRegistry, name: string) {
  return {
    id: `${registry.id}/providers/Microsoft.Security/assessments/${name}`,
    name,
    type: 'microsoft.security/assessments',
    location: '',
  };
}

function common(registry: ContainerRegistry, image: Image, code: string) {
  const scannedAt = (image.scan.at ?? image.pushedAt).toISOString();
  return {
    resourceDetails: {
      Source: 'Azure',
      Id: `${registry.id}/repositories/${image.repository}/images/${image.digest}`,
      ResourceId: `${registry.id}/repositories/${image.repository}/images/${image.digest}`,
      ResourceType: '.containerimage',
      ResourceName: image.digest,
      ResourceProvider: 'Azure',
      NativeResourceId: registry.id,
    },
    resourceAdditionalData: JSON.stringify({
      Digest: image.digest,
      RepositoryDetails: { RepositoryName: image.repository, RegistryHost: registry.loginServer },
      RegistryHost: registry.loginServer,
      Tags: tagsOf(image),
      LastPushedToRegistryUTC: image.pushedAt.toISOString(),
    }),
    status: { code, firstEvaluationDate: image.pushedAt.toISOString(), statusChangeDate: scannedAt },
  };
}

function cveDetails(flaw: Flaw) {
  return {
    CveId: flaw.cve,
    AdditionalIdentifiers: [],
    Description: `A flaw of ${flaw.package} that ${flaw.cve} describes.`,
    Cvss: flaw.cvss === undefined ? [] : [{ Key: '3.0', Value: { Base: flaw.cvss, CvssVectorString: cvssVector } }],
    CvssSource: 'NVD',
    Severity: flaw.severity,
    PublishedDate: flaw.published.toISOString(),
    LastModifiedDate: flaw.published.toISOString(),
    Weaknesses: [],
    FixStatus: flaw.fixedIn ? 'FixAvailable' : 'NoFixAvailable',
    FixedVersion: flaw.fixedIn ?? '',
    ExploitabilityDetails: {
      IsInExploitKit: flaw.inExploitKit,
      ExploitStepsPublished: flaw.stepsPublished,
      ExploitStepsVerified: flaw.stepsVerified,
    },
    References: [`https://nvd.nist.gov/vuln/detail/${flaw.cve}`],
    Tags: [],
  };
}
