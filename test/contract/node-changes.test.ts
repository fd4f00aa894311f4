import { beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { cordon } from '../../src/remediation/actions/cordon.ts';
import { drain } from '../../src/remediation/actions/drain.ts';
import { uncordon } from '../../src/remediation/actions/uncordon.ts';
import { evictAll } from '../../src/remediation/nodes/evict-all.ts';
import { podsOn } from '../../src/remediation/nodes/pods-on.ts';
import { begin, useChangingCluster } from './changing-cluster.ts';

const cluster = useChangingCluster();
const { id, world, read, later, podsOf, patch } = cluster;
const when = { startedAt: begin, now: begin };
let name = '';

beforeEach(async () => {
  // The node with most pods that a budget looks after.
  const pods = await podsOf('shop/storefront');
  name = pods[0]?.spec?.nodeName ?? '';
});

const target = () => ({ clusterId: id, name });
const goingOn = async () => podsOn(name, await cluster.azure.kubernetes.list(id, 'pods')).going;

describe('cordon and uncordon', () => {
  it('close a node and open it again, each the undo of the other', async () => {
    const plan = await cordon.plan(cluster.azure, target(), begin);
    expect(plan).toMatchObject({
      place: { cluster: 'prod-weu', environment: 'production' },
      objects: [{ kind: 'Node', fields: [{ field: 'unschedulable', before: 'false', after: 'true' }] }],
      reach: [/\d+ pods run on it.*all stay/, /other nodes take pods, with [\d.]+ cores/, /pool \w+/].map((it) =>
        expect.stringMatching(it),
      ),
    });
    expect(await cordon.verify(cluster.azure, target(), plan, when)).toMatchObject({ state: 'failed' });
    expect((await read('nodes', name)).spec?.unschedulable).toBeUndefined();

    await cordon.run(cluster.azure, target(), plan, begin);

    expect(await cordon.verify(cluster.azure, target(), plan, when)).toMatchObject({ state: 'done' });
    await expect(cordon.plan(cluster.azure, target(), begin)).rejects.toThrow(`${name} is cordoned already.`);
    expect(cordon.undo?.(target(), plan)).toEqual({ action: 'uncordon', input: target() });
    const back = await uncordon.plan(cluster.azure, target(), begin);
    expect(await uncordon.verify(cluster.azure, target(), back, when)).toMatchObject({ state: 'failed' });
    await uncordon.run(cluster.azure, target(), back, begin);
    expect(await uncordon.verify(cluster.azure, target(), back, when)).toMatchObject({ state: 'done' });
    expect((await read('nodes', name)).spec?.unschedulable).toBeUndefined();
    expect(uncordon.undo?.(target(), back)).toEqual({ action: 'cordon', input: target() });
  });

  it('change nothing on a node that moved on, or that is not there', async () => {
    const plan = await cordon.plan(cluster.azure, target(), begin);
    await patch('nodes', name, { metadata: { annotations: { by: 'ann' } } });

    await expect(cordon.run(cluster.azure, target(), plan, begin)).rejects.toMatchObject({
      reason: 'conflict',
      outcomeUnknown: false,
    });

    expect((await read('nodes', name)).spec?.unschedulable).toBeUndefined();
    await expect(cordon.plan(cluster.azure, { clusterId: id, name: 'none' }, begin)).rejects.toBeInstanceOf(UserError);
    await expect(uncordon.plan(cluster.azure, target(), begin)).rejects.toThrow('is not cordoned');
  });
});

describe('drain', () => {
  it('closes the node, lets its pods go and leaves those of DaemonSets', async () => {
    const plan = await drain.plan(cluster.azure, target(), begin);
    const { going, staying } = podsOn(name, await cluster.azure.kubernetes.list(id, 'pods'));
    expect(plan.objects).toHaveLength(going.length + 1);
    expect(plan.reach.join('\n')).toMatch(/PodDisruptionBudget shop\/storefront lets 2 of the 2 here go now/);
    expect(plan.reach.join('\n')).toContain(`${staying.length} pods of DaemonSets, or static, stay.`);
    expect(plan.reach.join('\n')).toContain('Pods of Jobs that start on it until then go too');
    expect(await drain.verify(cluster.azure, target(), plan, when)).toMatchObject({ state: 'failed' });

    const ran = await drain.run(cluster.azure, target(), plan, begin);

    expect(ran.detail).toBe(`${going.length} of ${going.length} pods were asked to go.`);
    expect(await drain.verify(cluster.azure, target(), plan, when)).toMatchObject({ state: 'pending' });
    later(30);
    expect(await drain.verify(cluster.azure, target(), plan, when)).toEqual({
      state: 'done',
      sentence: `${name} is drained: ${going.length} of ${going.length} pods are gone from ${name}.`,
    });
    expect(await goingOn()).toEqual([]);
    expect(drain.undo?.(target(), plan)).toEqual({ action: 'uncordon', input: target() });
    await expect(drain.plan(cluster.azure, target(), begin)).rejects.toThrow('cordoned and empty already');
  });

  it('waits for a budget, and tells what it keeps in the end', async () => {
    podsHere('shop', 'storefront');
    const plan = await drain.plan(cluster.azure, target(), begin);
    const going = await goingOn();
    await patch('nodes', name, { spec: { unschedulable: true } });
    const none = { pause: async () => later(1), isOver: () => true };

    const kept = await evictAll(cluster.azure, id, going, none);

    expect(kept.map(({ why, pod }) => [why, pod.metadata?.labels?.app])).toEqual([
      ['budget', 'storefront'],
      ['budget', 'storefront'],
    ]);
    later(3);
    expect(await drain.verify(cluster.azure, target(), plan, when)).toMatchObject({
      state: 'failed',
      partly: true,
      sentence: expect.stringMatching(
        /^\d+ of \d+ pods are gone from .*; 2 are kept: shop\/storefront-\S+ by budget storefront, .*drain it again/,
      ),
    });

    const rest = await evictAll(
      cluster.azure,
      id,
      kept.map(({ pod }) => pod),
      {
        pause: async () => later(30),
        isOver: () => false,
      },
    );

    later(30);
    expect(rest).toEqual([]);
    expect(await goingOn()).toEqual([]);
  });

  it('names what would be lost, and lets it go only when told', async () => {
    const [first, second] = podsHere('shop', 'cart');
    if (!first || !second) throw new Error('no pods');
    first.orphaned = true;
    second.podSpec = { volumes: [{ name: 'scratch', emptyDir: {} }] } as typeof second.podSpec;

    const refused = drain.plan(cluster.azure, target(), begin);

    await expect(refused).rejects.toThrow(`shop/${first.name} would be gone for good`);
    await expect(refused).rejects.toThrow(`shop/${second.name} would lose data`);
    const told = { ...target(), unmanaged: true, localData: true };
    const { reach } = await drain.plan(cluster.azure, told, begin);
    expect(reach).toContain(`Gone for good, having no controller: shop/${first.name}.`);
    expect(reach).toContain(`Data on the node is lost of shop/${second.name}.`);
  });

  it('closes nothing where evictions are not permitted, and goes on where a node was closed before', async () => {
    cluster.running.faults.set('kubernetes', { status: 403, methods: ['POST'] });
    await expect(drain.plan(cluster.azure, target(), begin)).rejects.toMatchObject({ why: 'forbidden' });
    cluster.running.faults.clear();
    await patch('nodes', name, { spec: { unschedulable: true } });

    const plan = await drain.plan(cluster.azure, target(), begin);

    expect(plan.final).toContain('was cordoned before');
    expect(drain.undo?.(target(), plan)).toBeUndefined();
    cluster.running.faults.set('kubernetes', { status: 403, methods: ['POST'] });
    const ran = await drain.run(cluster.azure, target(), plan, begin);
    expect(ran.detail).toMatch(
      /^0 of \d+ pods were asked to go; \d+ were kept: .*does not let the bot create pods\/eviction/,
    );
  });
});

/** Puts the pods of a workload of the range onto the node. */
function podsHere(namespace: string, workload: string) {
  const { nodes, pods } = world.cluster('prod-weu');
  const node = nodes.find((it) => it.name === name);
  const own = pods.filter((it) => it.workload.namespace === namespace && it.workload.name === workload);
  for (const pod of own) if (node) pod.node = node;
  return own;
}
