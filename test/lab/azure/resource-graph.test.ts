import { ResourceGraphClient } from '@azure/arm-resourcegraph';
import { describe, expect, it } from 'vitest';
import { clientOptions, givenAzure } from './given-azure.ts';

const given = givenAzure();
const client = () => new ResourceGraphClient(given.azure.credential, clientOptions(given.azure));
const rows = async (query: string) => (await client().resources({ query })).data as Record<string, unknown>[];

describe('Resource Graph of the range', () => {
  it('leads from a cluster to the workspace that its add-on sends to', async () => {
    const [row] = await rows(`resources
      | where type =~ 'microsoft.containerservice/managedclusters' and name == 'prod-weu'
      | project name, location, workspace = tostring(properties.addonProfiles.omsagent.config.logAnalyticsWorkspaceResourceID)`);

    expect(row).toEqual({
      name: 'prod-weu',
      location: 'westeurope',
      workspace: given.world.cluster('prod-weu').workspace.id,
    });
  });

  it('pages with a token, and says how much is left of the quota', async () => {
    const query =
      "resources | where type == 'microsoft.containerservice/managedclusters' | project name | order by name asc";

    const first = await client().resources({ query, options: { top: 3 } });
    const second = await client().resources({
      query,
      options: { top: 3, ...(first.skipToken && { skipToken: first.skipToken }) },
    });

    expect([first.count, first.totalRecords, second.count, second.skipToken]).toEqual([3, 4, 1, undefined]);
    expect([...(first.data as object[]), ...(second.data as object[])]).toHaveLength(4);
  });

  it('has individual recommendations with their CVEs as a string of JSON', async () => {
    const found = await rows(`securityresources
      | where type =~ 'microsoft.security/assessments' and properties.metadata.recommendationCategory == 'SoftwareUpdate'
      | where properties.resourceDetails.ResourceType =~ '.containerimage'
      | extend more = parse_json(tostring(properties.resourceAdditionalData))
      | where tostring(more.RepositoryDetails.RepositoryName) == 'payments-api'
      | where tostring(more.Digest) == '${given.world.image('contoso.azurecr.io/payments-api:1.8').digest}'
      | mv-expand cve = parse_json(tostring(properties.additionalData.CvesDetails)) limit 400
      | where tobool(cve.ExploitabilityDetails.IsInExploitKit)
      | project cve = tostring(cve.CveId), fixed = tostring(cve.FixedVersion)
      | order by cve asc`);

    expect(found).toEqual([
      { cve: 'CVE-2021-44228', fixed: '2.17.1' },
      { cve: 'CVE-2023-4911', fixed: '2.36-9+deb12u3' },
    ]);
  });

  it('has legacy sub-assessments for one image alone', async () => {
    const found = await rows(`securityresources
      | where type =~ 'microsoft.security/assessments/subassessments'
      | summarize count() by repository = tostring(properties.additionalData.artifactDetails.repositoryName)`);

    expect(found).toEqual([{ repository: 'invoice-printer', count_: 4 }]);
  });

  it('answers a fault as the service does', async () => {
    given.azure.faults.set('resource-graph', { status: 429, retryAfterSeconds: 7 });

    await expect(rows('resources | count')).rejects.toMatchObject({ statusCode: 429, code: 'RateLimiting' });
  });
});
