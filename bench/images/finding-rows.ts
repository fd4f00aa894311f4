import { createHash } from 'node:crypto';

/** The estate: so many images, each with so many rows of one software, each with so many CVEs: 50,000 findings. */
export const images = 5_000;
export const rowsOfOne = 5;
const cvesOfRow = 2;

const prose =
  'A flaw that lets somebody who sends a request that was made for it do what he should not be able to do. '.repeat(6);

/** The digest of the nth image, in the order of digests. */
export function digestOf(n: number): string {
  return `sha256:${n.toString(16).padStart(8, '0')}${createHash('sha256').update(String(n)).digest('hex').slice(8)}`;
}

/** The repository of the nth image: ten versions each. */
export function repositoryOf(n: number): string {
  return `team-${Math.floor(n / 100)}/service-${Math.floor(n / 10)}`;
}

/** The nth row as the query projects it, with as much prose in CvesDetails as Defender writes. */
export function findingRow(n: number) {
  const [image, software] = [Math.floor(n / rowsOfOne), n % rowsOfOne];
  const digest = digestOf(image);
  const cves = Array.from({ length: cvesOfRow }, (_, k) => {
    const seed = image * 31 + software * 7 + k;
    return {
      ...{
        CveId: `CVE-2026-${10_000 + (seed % 3_000)}`,
        AdditionalIdentifiers: [],
        Description: prose,
        ExtendedDescription: prose,
      },
      Cvss: [
        {
          Key: '3.0',
          Value: { Base: 4 + (seed % 60) / 10, CvssVectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
        },
      ],
      Severity: ['Low', 'Medium', 'High', 'Critical'][seed % 4],
      PublishedDate: '2026-06-01T00:00:00Z',
      FixedVersion: seed % 3 === 0 ? '' : '2.0',
      ExploitabilityDetails: {
        IsInExploitKit: seed % 97 === 0,
        ExploitStepsPublished: seed % 13 === 0,
        ExploitStepsVerified: seed % 41 === 0,
      },
      References: [`https://nvd.nist.gov/vuln/detail/CVE-2026-${seed}`],
    };
  });
  return {
    id: `/subscriptions/s/providers/Microsoft.Security/assessments/${n}`,
    digest,
    image: JSON.stringify({
      Digest: digest,
      RepositoryDetails: { RepositoryName: repositoryOf(image), RegistryHost: 'contoso.azurecr.io' },
      Tags: [`1.${image % 10}`],
      LastPushedToRegistryUTC: new Date(Date.UTC(2026, 0, 1) + (image % 10) * 86_400_000).toISOString(),
    }),
    about: '{}',
    ...{
      status: 'Unhealthy',
      severity: 'High',
      software: `library-${software}`,
      title: '',
      installed: '["1.0"]',
      fixedIn: '',
      cvss: '7.5',
    },
    ...{ cves: JSON.stringify(cves), ids: '', changedAt: '2026-11-20T00:00:00Z', foundAt: '2026-11-01T00:00:00Z' },
  };
}
