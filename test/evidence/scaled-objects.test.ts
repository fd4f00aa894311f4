import { expect, it } from 'vitest';
import { scaledObjects } from '../../src/evidence/scaled-objects.ts';
import { useStubAzure } from '../azure/stub-azure.ts';
import { now, workload } from '../diagnosis/given.ts';

const stub = useStubAzure();
const kubeconfig = `apiVersion: v1
current-context: a
clusters: [{ name: a, cluster: { server: 'https://a.hcp.azmk8s.io:443' } }]
users: [{ name: me, user: { token: some } }]
contexts: [{ name: a, context: { cluster: a, user: me } }]
`;
const group = '/apis/keda.sh/v1alpha1';
const list = `${group}/namespaces/shop/scaledobjects`;
const items = [{ metadata: { name: 'cart', namespace: 'shop' } }];

const collect = (answers: Record<string, { status?: number; body?: unknown }>) => {
  stub.says(({ host, path }) => {
    if (host === 'management.azure.com')
      return { body: { kubeconfigs: [{ name: 'clusterUser', value: Buffer.from(kubeconfig).toString('base64') }] } };
    return answers[path] ?? { status: 404 };
  });
  const subject = workload('cart');
  const id = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/a';
  const cluster = { ...subject.cluster, id };
  return scaledObjects.collect(stub.azure(), { ...subject, cluster }, { from: now, to: now });
};

it('says that KEDA is not installed where the API server does not know it', async () => {
  const { value } = await collect({});

  expect(value).toEqual({ isInstalled: false, objects: [] });
  expect(stub.seen.map(({ path }) => path)).not.toContain(list);
});

it('lists the scaled objects of the namespace where it is', async () => {
  const { value } = await collect({ [group]: { body: {} }, [list]: { body: { items } } });

  expect(value).toEqual({ isInstalled: true, objects: items });
});

it('fails where they may not be listed, or the API server is ill: that is no answer', async () => {
  await expect(collect({ [group]: { body: {} }, [list]: { status: 403 } })).rejects.toMatchObject({
    reason: 'forbidden',
  });
  await expect(collect({ [group]: { status: 403 } })).rejects.toMatchObject({ reason: 'forbidden' });
});
