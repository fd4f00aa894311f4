import { expect, it } from 'vitest';
import { clustersOf, registriesOf } from '../../src/azure/estate.ts';
import { useStubAzure } from './stub-azure.ts';

const stub = useStubAzure();
const subscriptionId = '5f1d3b8e-0000-4000-8000-000000000001';
const workspaceId = `/subscriptions/${subscriptionId}/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/logs`;

const resource = (name: string, type: string, more: object) => ({
  id: type.includes('workspaces')
    ? workspaceId
    : `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/${type}/${name}`,
  name,
  type,
  subscriptionId,
  resourceGroup: 'rg',
  location: 'westeurope',
  tags: null,
  addons: null,
  customerId: '',
  ...more,
});
const found = (data: object[]) =>
  stub.says(() => ({ body: { totalRecords: data.length, count: data.length, resultTruncated: 'false', data } }));
const omsagent = (id: string, enabled = true) => ({
  omsAgent: { enabled, config: { logAnalyticsWorkspaceResourceID: id } },
});

it('finds clusters by name, with their environment and the workspace of Container Insights, in one query', async () => {
  found([
    resource('prod-weu', 'microsoft.containerservice/managedclusters', {
      tags: { Environment: 'Production' },
      addons: omsagent(workspaceId.toUpperCase()),
    }),
    resource('dev-neu', 'microsoft.containerservice/managedclusters', {
      tags: { env: 'dev' },
      addons: omsagent(workspaceId, false),
    }),
    resource('logs', 'microsoft.operationalinsights/workspaces', {
      customerId: '7f1c0a52-0000-4000-8000-000000000001',
    }),
  ]);

  const clusters = await clustersOf(stub.azure());

  expect(
    clusters.map(({ name, environment, workspace }) => ({ name, environment, workspace: workspace?.customerId })),
  ).toEqual([
    { name: 'dev-neu', environment: 'dev', workspace: undefined },
    { name: 'prod-weu', environment: 'production', workspace: '7f1c0a52-0000-4000-8000-000000000001' },
  ]);
  expect(stub.seen).toHaveLength(1);
});

it('leaves the workspace out when it cannot be seen', async () => {
  found([resource('prod-weu', 'microsoft.containerservice/managedclusters', { addons: omsagent(workspaceId) })]);

  const [cluster] = await clustersOf(stub.azure());

  expect(cluster).not.toHaveProperty('workspace');
});

it('finds registries by name', async () => {
  found([
    { id: 'b', name: 'second', loginServer: 'second.azurecr.io' },
    { id: 'a', name: 'first', loginServer: 'first.azurecr.io' },
  ]);

  await expect(registriesOf(stub.azure())).resolves.toEqual([
    { id: 'a', name: 'first', loginServer: 'first.azurecr.io' },
    { id: 'b', name: 'second', loginServer: 'second.azurecr.io' },
  ]);
});
