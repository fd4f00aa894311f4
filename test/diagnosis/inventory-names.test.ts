import { expect, it } from 'vitest';
import { inventoryNames } from '../../src/diagnosis/inventory-names.ts';
import { useStubAzure } from '../azure/stub-azure.ts';

const stub = useStubAzure();
const cluster = {
  id: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/prod-weu',
  ...{ name: 'prod-weu', subscriptionId: 's', resourceGroup: 'rg', location: 'westeurope' },
  workspace: { resourceId: '/subscriptions/s/w', customerId: '7f1c0a52-0000-4000-8000-000000000001' },
};

it('names that were read in part are said to be a part', async () => {
  const columns = ['Namespace', 'Kind', 'Controller', 'Pod'].map((name) => ({ name, type: 'string' }));
  const rows = [['shop', 'ReplicaSet', 'payments-api-7d9c5b8f6', 'payments-api-7d9c5b8f6-bcdfg']];
  stub.says(() => ({
    body: {
      tables: [{ name: 'PrimaryResult', columns, rows }],
      error: { code: 'PartialError', message: 'too many rows' },
    },
  }));

  const { names, gaps } = await inventoryNames(stub.azure(), cluster, new Date());

  expect(names[0]).toMatchObject({ name: 'payments-api', kind: 'Deployment' });
  expect(gaps.map(({ what }) => what)).toEqual(['some names of the workloads in prod-weu']);
});
