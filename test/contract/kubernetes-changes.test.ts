import type { V1Deployment } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { labIdentity } from '../../src/lab/azure/arm-error.ts';
import { workspaceDatabase } from '../../src/lab/world/tables/workspace-database.ts';
import { setUsualTroubles } from '../../src/lab/world/world.ts';
import { begin, useChangingCluster, versionOf } from './changing-cluster.ts';

const cluster = useChangingCluster();
const { world, id, read, later, podsOf, patch } = cluster;
const containerWith = (more: object) => ({ spec: { template: { spec: { containers: [more] } } } });

describe("a change in the range's cluster", () => {
  it('is only tried by a dry run: the answer is what would be, and nothing is another', async () => {
    const before = await read('deployments', 'shop/cart');
    const pods = await podsOf('shop/cart');

    const after = await patch(
      'deployments',
      'shop/cart',
      containerWith({ name: 'cart', resources: { limits: { memory: '512Mi' } } }),
      { dryRun: true },
    );
    later(60);

    expect((after as V1Deployment).spec?.template.spec?.containers[0]?.resources).toEqual({
      limits: { cpu: '500m', memory: '512Mi' },
      requests: { cpu: '100m', memory: '128Mi' },
    });
    expect(after.metadata?.generation).toBe((before.metadata?.generation ?? 0) + 1);
    expect(await read('deployments', 'shop/cart')).toEqual(before);
    expect((await podsOf('shop/cart')).map((it) => it.metadata?.uid)).toEqual(pods.map((it) => it.metadata?.uid));
  });

  it('is refused when the object is another by now, and after it as before', async () => {
    const resourceVersion = versionOf(await read('deployments', 'shop/cart'));
    later(30);
    expect(versionOf(await read('deployments', 'shop/cart'))).toBe(resourceVersion);
    await patch('deployments', 'shop/cart', { metadata: { annotations: { owner: 'ann' } } }, { type: 'merge' });

    const second = patch('deployments', 'shop/cart', { spec: { replicas: 0 } }, { resourceVersion });

    await expect(second).rejects.toMatchObject({ why: 'conflict', said: expect.stringContaining('has been modified') });
    const cart = await read('deployments', 'shop/cart');
    expect(cart.spec?.replicas).toBe(2);
    expect(cart.metadata?.annotations?.owner).toBe('ann');
    expect(cart.metadata?.managedFields).toMatchObject([{ manager: 'watchkeeper', operation: 'Update' }]);
  });

  it.each([
    ['a negative number of replicas', { spec: { replicas: -1 } }, 'greater than or equal to 0'],
    [
      'a limit below the request',
      containerWith({ name: 'cart', resources: { limits: { memory: '64Mi' } } }),
      'less than or equal to memory limit',
    ],
    ['another selector', { spec: { selector: { matchLabels: { app: 'other' } } } }, 'field is immutable'],
    ['a field that there is not', { spec: { replica: 1 } }, 'strict decoding error: unknown field "spec.replica"'],
    [
      'a field of a container that there is not',
      containerWith({ name: 'cart', limits: {} }),
      'unknown field "spec.template.spec.containers[0].limits"',
    ],
    [
      'a quantity that is none',
      containerWith({ name: 'cart', resources: { limits: { memory: 'much' } } }),
      'quantities must match',
    ],
  ])('is refused for %s', async (_, body, said) => {
    await expect(patch('deployments', 'shop/cart', body, { dryRun: true })).rejects.toMatchObject({
      why: 'invalid',
      status: 422,
      said: expect.stringContaining(said),
    });
  });

  it('names the right that lacks, and tells a lost answer from a refusal, with one request', async () => {
    const resourceVersion = versionOf(await read('deployments', 'shop/cart'));
    const scaled = () => patchOnly(resourceVersion);
    cluster.running.faults.set('kubernetes', { status: 403, methods: ['PATCH'] });
    await expect(scaled()).rejects.toMatchObject({
      why: 'forbidden',
      message: 'does not let the bot patch deployments.apps in shop (403)',
    });
    cluster.running.faults.set('kubernetes', { loses: true, methods: ['PATCH'] });
    cluster.running.requests.clear();

    await expect(scaled()).rejects.toMatchObject({ why: 'unknown', retryable: false });

    expect(cluster.running.requests.all()).toHaveLength(1);
    cluster.running.faults.clear();
    expect((await read('deployments', 'shop/cart')).spec?.replicas).toBe(5);
  });

  it('stands in the audit log with who changed what, minutes later, refused or made', async () => {
    await patch('deployments', 'shop/cart', { spec: { replicas: 3 } });
    await expect(patch('deployments', 'shop/cart', { spec: { replicas: -1 } })).rejects.toMatchObject({
      why: 'invalid',
    });
    const moment = new Date(begin.getTime() + 360_000);
    const table = workspaceDatabase(world, world.cluster('prod-weu').workspace, moment).tables.get('AKSAuditAdmin');
    const at = (name: string) => table?.columns.findIndex((it) => it.name === name) ?? -1;

    const rows = [...(table?.rows(undefined) ?? [])].filter((it) => it[at('UserAgent')] === 'watchkeeper');

    expect(
      rows.map((it) => ['Verb', 'User', 'ObjectRef', 'ResponseStatus', 'RequestObject'].map((name) => it[at(name)])),
    ).toMatchObject([
      [
        'patch',
        { username: labIdentity },
        { resource: 'deployments', name: 'cart' },
        { code: 200 },
        { spec: { replicas: 3 } },
      ],
      [
        'patch',
        { username: labIdentity },
        { resource: 'deployments', name: 'cart' },
        { code: 422 },
        { spec: { replicas: -1 } },
      ],
    ]);
  });

  it('rolls another image out over the clock, and back to the ReplicaSet of before', async () => {
    const before = await read('deployments', 'shop/cart');
    const set = (await cluster.azure.kubernetes.list(id, 'replicasets', 'shop')).find((it) =>
      it.metadata?.name?.startsWith('cart-'),
    );

    await patch('deployments', 'shop/cart', containerWith({ name: 'cart', env: [{ name: 'A', value: 'b' }] }));
    later(5);
    const during = await read('deployments', 'shop/cart');
    later(60);

    const conditions = (it: typeof during) => it.status?.conditions?.find((one) => one.type === 'Progressing')?.reason;
    expect([conditions(during), during.status?.updatedReplicas, during.status?.observedGeneration]).toEqual([
      'ReplicaSetUpdated',
      1,
      during.metadata?.generation,
    ]);
    const rolled = await read('deployments', 'shop/cart');
    expect([conditions(rolled), rolled.status?.updatedReplicas, rolled.status?.readyReplicas]).toEqual([
      'NewReplicaSetAvailable',
      2,
      2,
    ]);
    const old = (before.metadata?.generation ?? 0) + 1;
    expect(rolled.metadata?.annotations?.['deployment.kubernetes.io/revision']).toBe(String(old));
    expect((await podsOf('shop/cart'))[0]?.spec?.containers[0]?.env).toEqual([{ name: 'A', value: 'b' }]);

    await patch('deployments', 'shop/cart', [{ op: 'replace', path: '/spec/template', value: set?.spec?.template }], {
      type: 'json',
    });
    later(60);

    const back = (await podsOf('shop/cart')).map((it) => it.metadata?.ownerReferences?.[0]?.name);
    expect(back).toEqual([set?.metadata?.name, set?.metadata?.name]);
    expect((await read('deployments', 'shop/cart')).spec?.template).toEqual(before.spec?.template);
  });

  it('ends out-of-memory kills by a limit that is high enough, and by no restart', async () => {
    setUsualTroubles(world);
    const restarts = async () =>
      (await podsOf('payments/payments-api')).map((it) => it.status?.containerStatuses?.[0]?.restartCount ?? 0);
    const annotations = { 'kubectl.kubernetes.io/restartedAt': begin.toISOString() };
    await patch('deployments', 'payments/payments-api', { spec: { template: { metadata: { annotations } } } });
    later(90);
    expect(await restarts()).toEqual([0, 0, 0]);
    later(40 * 60);
    expect(await restarts()).toEqual([1, 1, 1]);

    await patch(
      'deployments',
      'payments/payments-api',
      containerWith({ name: 'api', resources: { limits: { memory: '384Mi' } } }),
    );
    later(120 * 60);

    expect(await restarts()).toEqual([0, 0, 0]);
  });

  it('leaves the old pods when the new image was never pushed', async () => {
    await patch('deployments', 'shop/cart', containerWith({ name: 'cart', image: 'contoso.azurecr.io/cart:none' }));
    later(120);

    const cart = await read('deployments', 'shop/cart');
    expect([cart.status?.readyReplicas, cart.status?.updatedReplicas]).toEqual([2, 1]);
    const waiting = (await podsOf('shop/cart')).flatMap(
      (it) => it.status?.containerStatuses?.[0]?.state?.waiting?.reason ?? [],
    );
    expect(waiting).toEqual(['ImagePullBackOff']);
  });
});

function patchOnly(resourceVersion: string) {
  const options = { type: 'merge', resourceVersion, dryRun: false } as const;
  return cluster.azure.change.kubernetes.patch(
    id,
    'deployments',
    { name: 'cart', namespace: 'shop' },
    { spec: { replicas: 5 } },
    options,
  );
}
