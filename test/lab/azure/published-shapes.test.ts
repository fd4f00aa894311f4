import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { givenAzure } from './given-azure.ts';

const published = resolve(import.meta.dirname, '../../../../shared/azure');
const example = (path: string): unknown => JSON.parse(readFileSync(join(published, path), 'utf8'));
const bodyOf = (path: string): unknown =>
  (example(path) as { responses: { 200: { body: unknown } } }).responses[200].body;

/** Every path of names in a value, arrays folded: "properties.upgrades[].isPreview". */
function paths(value: unknown, prefix = ''): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((it) => [...paths(it, `${prefix}[]`)]));
  if (value === null || typeof value !== 'object') return new Set([prefix]);
  return new Set(
    Object.entries(value).flatMap(([key, it]) => [...paths(it, prefix === '' ? key : `${prefix}.${key}`)]),
  );
}

/** Paths that ours has and no published example has. */
const unheardOf = (ours: unknown, theirs: unknown[]): string[] => {
  const known = new Set(theirs.flatMap((it) => [...paths(it)]));
  return [...paths(ours)].filter(
    (path) => !known.has(path) && ![...known].some((it) => it.startsWith(`${path}.`) || it.startsWith(`${path}[`)),
  );
};

const given = givenAzure();

describe.skipIf(!existsSync(published))('the range beside published examples', () => {
  const get = async (path: string, host = 'management.azure.com', init: RequestInit = {}) => {
    const response = await fetch(given.azure.url + path, {
      ...init,
      headers: { authorization: 'Bearer token', 'x-lab-host': host, ...init.headers },
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const subscription = () => given.world.cluster('prod-weu').subscription.id;

  it.each([
    [401, 'error.401-no-auth.json'],
    [403, 'error.403-insufficient.json'],
    [404, 'error.404-path.json'],
  ])('refuses a query with %i in the very body of %s', async (status, file) => {
    given.azure.faults.set('log-analytics', { status });

    const { customerId } = given.world.cluster('prod-weu').workspace;
    expect(await get(`/v1/workspaces/${customerId}/query?query=print%201`, 'api.loganalytics.azure.com')).toEqual(
      example(`loganalytics/${file}`),
    );
  });

  it('marks partial results as the example does', async () => {
    given.azure.faults.set('log-analytics', { partial: true });
    const { customerId } = given.world.cluster('prod-weu').workspace;

    const answer = await get(`/v1/workspaces/${customerId}/query?query=print%201`, 'api.loganalytics.azure.com');

    expect([...paths(answer.error)].sort()).toEqual(
      [...paths((example('loganalytics/response.partial-error.result-limit.json') as { error: unknown }).error)].sort(),
    );
  });

  it('has alerts of Defender with nothing in them that the examples do not have', async () => {
    const answer = await get(
      `/subscriptions/${subscription()}/providers/Microsoft.Security/alerts?api-version=2022-01-01`,
    );
    const own = (answer.value as { properties: { extendedProperties: unknown; entities: unknown } }[]).map((it) => ({
      ...it,
      properties: { ...it.properties, extendedProperties: {}, entities: [] },
    }));

    expect(
      unheardOf(own, [(bodyOf('security/Alerts_GetAlertsSubscription.2022-01-01.json') as { value: unknown }).value]),
    ).toEqual([]);
  });

  it('has clusters with nothing in them that no AKS example has, but what newer versions added', async () => {
    const { id } = given.world.cluster('prod-weu');
    const examples = readdirSync(join(published, 'aks'))
      .filter((it) => it.includes('ManagedClusters'))
      .map(
        (it) =>
          example(`aks/${it}`) as {
            parameters: { parameters?: unknown };
            responses: Record<string, { body?: unknown }>;
          },
      );
    const bodies = examples
      .flatMap((it) => [it.parameters.parameters, ...Object.values(it.responses).map(({ body }) => body)])
      .filter((it) => it !== undefined);

    expect(unheardOf(await get(id), bodies).sort()).toEqual([
      'eTag',
      'properties.addonProfiles.azureKeyvaultSecretsProvider.config.enableSecretRotation',
      'properties.addonProfiles.azureKeyvaultSecretsProvider.config.rotationPollInterval',
      'properties.addonProfiles.azureKeyvaultSecretsProvider.enabled',
      'properties.addonProfiles.azurepolicy.config',
      'properties.addonProfiles.azurepolicy.enabled',
      'properties.addonProfiles.omsagent.config.logAnalyticsWorkspaceResourceID',
      'properties.addonProfiles.omsagent.config.useAADAuth',
      'properties.addonProfiles.omsagent.enabled',
      'properties.agentPoolProfiles[].enableAutoScaling',
      'properties.agentPoolProfiles[].maxCount',
      'properties.agentPoolProfiles[].minCount',
      'properties.agentPoolProfiles[].osSKU',
      'properties.agentPoolProfiles[].powerState.code',
      'properties.agentPoolProfiles[].securityProfile.sshAccess',
      'properties.apiServerAccessProfile.authorizedIPRanges[]',
      'properties.apiServerAccessProfile.enablePrivateCluster',
      'properties.autoUpgradeProfile.nodeOSUpgradeChannel',
      'properties.autoUpgradeProfile.upgradeChannel',
      'properties.azureMonitorProfile.metrics.enabled',
      'properties.disableLocalAccounts',
      'properties.networkProfile.networkPluginMode',
      'properties.networkProfile.networkPolicy',
      'properties.oidcIssuerProfile.enabled',
      'properties.powerState.code',
      'properties.securityProfile.azureKeyVaultKms.enabled',
      'properties.securityProfile.azureKeyVaultKms.keyId',
      'properties.securityProfile.azureKeyVaultKms.keyVaultNetworkAccess',
      'properties.securityProfile.imageCleaner.enabled',
      'properties.securityProfile.imageCleaner.intervalHours',
      'properties.supportPlan',
      'tags.environment',
      'tags.owner',
    ]);
    expect(unheardOf(await get(`${id}/upgradeProfiles/default`), bodies)).toEqual([]);
  });

  it('has registries as their examples', async () => {
    const [registry] = given.world.registries;

    expect(unheardOf(await get(registry?.id ?? ''), [bodyOf('acr/arm-2023-07-01.RegistryGet.json')])).toEqual([
      'tags.owner',
      'properties.anonymousPullEnabled',
      'properties.policies.azureADAuthenticationAsArmPolicy.status',
      ...['keyIdentifier', 'versionedKeyIdentifier', 'keyRotationEnabled', 'lastKeyRotationTimestamp'].map(
        (it) => `properties.encryption.keyVaultProperties.${it}`,
      ),
      ...['id', 'name', 'type'].map((it) => `properties.privateEndpointConnections[].${it}`),
      'properties.privateEndpointConnections[].properties.privateEndpoint.id',
      ...['status', 'description', 'actionsRequired'].map(
        (it) => `properties.privateEndpointConnections[].properties.privateLinkServiceConnectionState.${it}`,
      ),
      'properties.privateEndpointConnections[].properties.provisioningState',
    ]);
  });

  it('has the legacy form of findings as its example', async () => {
    const answer = await get('/providers/Microsoft.ResourceGraph/resources', 'management.azure.com', {
      method: 'POST',
      body: JSON.stringify({
        query:
          "securityresources | where type =~ 'microsoft.security/assessments/subassessments' | project id, name, type, properties",
      }),
    });

    expect(unheardOf(answer.data, [example('security/subassessments-mdvm-registry-azure.arg-result.json')])).toEqual(
      [],
    );
    expect(
      unheardOf({ ...answer, data: [] }, [bodyOf('resourcegraph/2024-04-01.ResourcesFirstPageQuery.json')]),
    ).toEqual([]);
  });
});
