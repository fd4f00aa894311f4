import { ContainerRegistryManagementClient } from '@azure/arm-containerregistry';
import { ContainerServiceClient } from '@azure/arm-containerservice';
import { SecurityCenter } from '@azure/arm-security';
import { describe, expect, it } from 'vitest';
import { clientOptions, givenAzure } from './given-azure.ts';

const given = givenAzure();
const weu = () => given.world.cluster('prod-weu');
const aks = () => new ContainerServiceClient(given.azure.credential, weu().subscription.id, clientOptions(given.azure));

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('Resource Manager of the range', () => {
  it('gives a cluster, its pools and its versions', async () => {
    const cluster = await aks().managedClusters.get(weu().resourceGroup, 'prod-weu');
    const upgrades = await aks().managedClusters.getUpgradeProfile(weu().resourceGroup, 'prod-weu');

    expect(cluster).toMatchObject({
      name: 'prod-weu',
      currentKubernetesVersion: '1.31.9',
      provisioningState: 'Succeeded',
    });
    expect(cluster.agentPoolProfiles?.map((it) => [it.name, it.count])).toEqual([
      ['system', 2],
      ['user', 4],
    ]);
    expect(upgrades.controlPlaneProfile.upgrades?.map((it) => it.kubernetesVersion)).toEqual(['1.32.6', '1.33.2']);
  });

  it('lists the clusters of one subscription', async () => {
    expect((await all(aks().managedClusters.list())).map((it) => it.name)).toEqual(['prod-weu', 'prod-neu']);
  });

  it('does not know a cluster that is not there', async () => {
    await expect(aks().managedClusters.get('rg-none', 'none')).rejects.toMatchObject({
      statusCode: 404,
      code: 'ResourceNotFound',
    });
  });

  it('gives a kubeconfig that asks kubelogin for tokens', async () => {
    const { kubeconfigs } = await aks().managedClusters.listClusterUserCredentials(weu().resourceGroup, 'prod-weu');

    expect(Buffer.from(kubeconfigs?.[0]?.value ?? '').toString()).toContain(weu().fqdn);
  });

  it('lists registries', async () => {
    const client = new ContainerRegistryManagementClient(
      given.azure.credential,
      weu().subscription.id,
      clientOptions(given.azure),
    );

    expect(await all(client.registries.list())).toMatchObject([{ name: 'contoso', loginServer: 'contoso.azurecr.io' }]);
  });

  it('lists alerts over more than one page', async () => {
    const client = new SecurityCenter(given.azure.credential, weu().subscription.id, clientOptions(given.azure));

    expect((await all(client.alerts.list())).map((it) => [it.severity, it.status])).toEqual([
      ['Medium', 'Active'],
      ['Low', 'Active'],
      ['High', 'Dismissed'],
    ]);
    expect(given.azure.requests.all()).toHaveLength(2);
  });

  it('refuses whoever brings no token', async () => {
    const response = await fetch(`${given.azure.url}/subscriptions`, {
      headers: { 'x-lab-host': 'management.azure.com' },
    });

    expect(response.status).toBe(401);
  });

  it('refuses a token that was made for another service', async () => {
    const other = { getToken: () => given.azure.credential.getToken('https://api.loganalytics.io/.default') };
    const client = new ContainerServiceClient(other, weu().subscription.id, clientOptions(given.azure));

    await expect(client.managedClusters.get(weu().resourceGroup, 'prod-weu')).rejects.toMatchObject({
      statusCode: 401,
    });
  });
});
