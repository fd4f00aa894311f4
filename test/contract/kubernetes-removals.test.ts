import { describe, expect, it } from 'vitest';
import { useChangingCluster, versionOf } from './changing-cluster.ts';

const cluster = useChangingCluster();
const { id, read, later, podsOf, patch } = cluster;

describe("what goes and comes in the range's cluster", () => {
  it('scales, and replaces what is removed or let go', async () => {
    await patch('deployments', 'shop/cart', { spec: { replicas: 4 } });
    later(20);
    const four = await podsOf('shop/cart');
    const [first, second] = four.map((it) => ({
      name: it.metadata?.name ?? '',
      namespace: 'shop',
      uid: it.metadata?.uid ?? '',
    }));
    if (!first || !second) throw new Error('no pods');
    const { kubernetes } = cluster.azure.change;

    await expect(kubernetes.remove(id, 'pods', first, { uid: 'another', dryRun: false })).rejects.toMatchObject({
      why: 'conflict',
    });
    await kubernetes.remove(id, 'pods', first, { uid: first.uid, dryRun: true });
    await kubernetes.remove(id, 'pods', first, { uid: first.uid, dryRun: false });
    await patch('pods', `shop/${second.name}`, { metadata: { labels: { app: null, quarantine: 'yes' } } });
    later(20);

    const names = (await podsOf('shop/cart')).map((it) => it.metadata?.name);
    expect(four).toHaveLength(4);
    expect(names).toHaveLength(4);
    expect(names).not.toContain(first.name);
    const isolated = (await read('pods', `shop/${second.name}`)).metadata;
    expect(isolated?.labels).toMatchObject({ quarantine: 'yes' });
    expect(isolated?.ownerReferences).toBeUndefined();
    const endpoints = await read('endpoints', 'shop/cart');
    expect(endpoints.subsets?.flatMap((it) => it.addresses ?? []).map((it) => it.targetRef?.name)).not.toContain(
      second.name,
    );
  });

  it('evicts from a cordoned node as long as a disruption budget lets it', async () => {
    const pods = await podsOf('shop/storefront');
    const [node = ''] = pods.map((it) => it.spec?.nodeName ?? '');
    await patch('nodes', node, { spec: { unschedulable: true } });
    expect((await read('nodes', node)).spec).toMatchObject({
      unschedulable: true,
      taints: [{ key: 'node.kubernetes.io/unschedulable' }],
    });
    const evict = (index: number, dryRun = false) => {
      const { name = '', uid = '' } = pods[index]?.metadata ?? {};
      return cluster.azure.change.kubernetes.evict(id, { name, namespace: 'shop' }, { uid, dryRun });
    };
    const allowed = (await read('poddisruptionbudgets', 'shop/storefront')).status?.disruptionsAllowed ?? 0;

    await evict(0, true);
    expect((await read('poddisruptionbudgets', 'shop/storefront')).status?.disruptionsAllowed).toBe(allowed);
    for (let index = 0; index < allowed; index++) await evict(index);

    await expect(evict(allowed)).rejects.toMatchObject({
      why: 'budget',
      status: 429,
      said: expect.stringContaining('disruption budget'),
    });
    later(30);
    await evict(allowed);
    later(30);
    const moved = await podsOf('shop/storefront');
    expect(moved).toHaveLength(pods.length);
    const fresh = moved.filter((it) => !pods.some((old) => old.metadata?.uid === it.metadata?.uid));
    expect(fresh.map((it) => it.spec?.nodeName)).not.toContain(node);
  });

  it('applies a network policy of its own and takes none from another, and removes a binding', async () => {
    const policy = (name: string) => ({
      metadata: { name, namespace: 'payments' },
      spec: { podSelector: { matchLabels: { quarantine: 'yes' } } },
    });
    const { kubernetes } = cluster.azure.change;

    await kubernetes.apply(id, 'networkpolicies', policy('quarantine'), { dryRun: true });
    expect(await cluster.azure.kubernetes.object(id, 'networkpolicies', 'quarantine', 'payments')).toBeUndefined();
    await kubernetes.apply(id, 'networkpolicies', policy('quarantine'), { dryRun: false });
    await expect(kubernetes.apply(id, 'networkpolicies', policy('callers'), { dryRun: false })).rejects.toMatchObject({
      why: 'conflict',
    });
    const binding = await read('rolebindings', 'payments/team-payments-edit');
    const named = { name: 'team-payments-edit', namespace: 'payments' };
    await kubernetes.remove(id, 'rolebindings', named, {
      uid: binding.metadata?.uid ?? '',
      resourceVersion: versionOf(binding),
      dryRun: false,
    });

    expect((await read('networkpolicies', 'payments/quarantine')).spec).toEqual(policy('').spec);
    expect(await cluster.azure.kubernetes.object(id, 'rolebindings', named.name, named.namespace)).toBeUndefined();
    await expect(kubernetes.remove(id, 'rolebindings', named, { uid: 'x', dryRun: false })).rejects.toMatchObject({
      why: 'missing',
    });
  });
});
