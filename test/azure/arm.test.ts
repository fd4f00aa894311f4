import { describe, expect, it } from 'vitest';
import { type Said, useStubAzure } from './stub-azure.ts';

const stub = useStubAzure();
const subscription = '5f1d3b8e-0000-4000-8000-000000000001';
const clusterId = `/subscriptions/${subscription}/resourceGroups/rg-prod/providers/Microsoft.ContainerService/managedClusters/prod-weu`;

const cluster = {
  id: clusterId,
  name: 'prod-weu',
  location: 'westeurope',
  properties: {
    provisioningState: 'Succeeded',
    powerState: { code: 'Running' },
    kubernetesVersion: '1.33',
    currentKubernetesVersion: '1.33.4',
    apiServerAccessProfile: { enablePrivateCluster: true },
    agentPoolProfiles: [
      {
        name: 'user',
        mode: 'User',
        count: 3,
        minCount: 1,
        maxCount: 5,
        currentOrchestratorVersion: '1.33.4',
        vmSize: 'Standard_D4s_v5',
      },
    ],
  },
};
const alert = (name: string, more: object = {}) => ({
  id: `/subscriptions/${subscription}/providers/Microsoft.Security/locations/westeurope/alerts/${name}`,
  name,
  type: 'Microsoft.Security/Locations/alerts',
  properties: {
    alertDisplayName: 'Digital currency mining container detected',
    severity: 'High',
    status: 'InProgress',
    resourceIdentifiers: [
      { type: 'AAD', aadTenantId: subscription },
      { type: 'AzureResource', azureResourceId: clusterId },
    ],
    startTimeUtc: '2026-11-25T00:10:00Z',
    timeGeneratedUtc: '2026-11-25T00:12:00Z',
    ...more,
  },
});

describe('AKS', () => {
  it('tells version, state and node pools of a cluster', async () => {
    stub.says(() => ({ body: cluster }));

    await expect(stub.azure().aks.cluster(clusterId)).resolves.toEqual({
      id: clusterId,
      name: 'prod-weu',
      location: 'westeurope',
      kubernetesVersion: '1.33.4',
      provisioningState: 'Succeeded',
      powerState: 'Running',
      privateCluster: true,
      nodePools: [
        {
          name: 'user',
          mode: 'User',
          count: 3,
          minCount: 1,
          maxCount: 5,
          version: '1.33.4',
          vmSize: 'Standard_D4s_v5',
        },
      ],
    });

    expect(stub.seen[0]).toMatchObject({ method: 'GET', host: 'management.azure.com', path: clusterId });
    expect(stub.seen[0]?.query.get('api-version')).toBe('2026-04-01');
  });

  it('tells where a cluster may be upgraded to', async () => {
    const controlPlaneProfile = {
      kubernetesVersion: '1.33.4',
      osType: 'Linux',
      upgrades: [{ kubernetesVersion: '1.34.1' }, { kubernetesVersion: '1.35.0', isPreview: true }],
    };
    stub.says(() => ({ body: { id: clusterId, properties: { controlPlaneProfile, agentPoolProfiles: [] } } }));

    await expect(stub.azure().aks.upgrades(clusterId)).resolves.toEqual({
      current: '1.33.4',
      upgrades: [
        { version: '1.34.1', preview: false },
        { version: '1.35.0', preview: true },
      ],
    });
  });

  it('is not asked for an id that is no ARM id', async () => {
    await expect(stub.azure().aks.cluster('prod-weu')).rejects.toMatchObject({ service: 'AKS', reason: 'malformed' });

    expect(stub.seen).toEqual([]);
  });
});

describe('Defender for Cloud', () => {
  it('lists alerts page by page, with the Azure resource they are about', async () => {
    stub.says((request): Said => {
      if (request.query.has('page')) return { body: { value: [alert('b', { resourceIdentifiers: [] })] } };
      return {
        body: {
          value: [alert('a')],
          nextLink: `https://management.azure.com${request.path}?api-version=2021-11-01&page=2`,
        },
      };
    });

    const [first, second] = await stub.azure().defender.alerts(subscription);

    expect(first).toEqual({
      id: alert('a').id,
      title: 'Digital currency mining container detected',
      severity: 'High',
      status: 'InProgress',
      resourceId: clusterId,
      startTime: new Date('2026-11-25T00:10:00Z'),
    });
    expect(second?.resourceId).toBe(alert('b').id);
  });

  it('answers no alerts where there are none', async () => {
    stub.says(() => ({ body: { value: [] } }));

    await expect(stub.azure().defender.alerts(subscription)).resolves.toEqual([]);
  });
});

const gateways = [
  ['AKS', (azure: ReturnType<typeof stub.azure>) => azure.aks.cluster(clusterId)],
  ['Defender for Cloud', (azure: ReturnType<typeof stub.azure>) => azure.defender.alerts(subscription)],
] as const;

describe.each(gateways)('%s', (service, ask) => {
  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [429, 'throttled'],
    [503, 'unavailable'],
    [504, 'timeout'],
  ])('turns %i into "%s"', async (status, reason) => {
    stub.says(() => ({ status, headers: { 'retry-after': '60' }, body: '' }));

    await expect(ask(stub.azure())).rejects.toMatchObject({ name: 'UpstreamError', service, reason, status });
  });

  it('asks again after a moment of 503 and after the wait of a 429', async () => {
    stub.says((_, number): Said => {
      if (number === 0) return { status: 503, body: '' };
      if (number === 1) return { status: 429, headers: { 'retry-after': '1' }, body: '' };
      return { body: { ...cluster, value: [] } };
    });

    await expect(ask(stub.azure())).resolves.toBeDefined();

    expect(stub.seen).toHaveLength(3);
  });

  it.each([{ value: [{ id: 5 }] }, '<html>'])('calls %o malformed', async (body) => {
    stub.says(() => ({ body }));

    await expect(ask(stub.azure())).rejects.toMatchObject({ reason: 'malformed' });
  });

  it('ends with the deadline', async () => {
    stub.says(() => ({ hang: true }));

    await expect(ask(stub.azure({ signal: AbortSignal.timeout(100) }))).rejects.toMatchObject({ reason: 'timeout' });
  });
});
