import { describe, expect, it } from 'vitest';
import type { Pod } from '../../src/lab/world/estate.ts';
import { deletePod } from '../../src/remediation/actions/delete-pod.ts';
import { removeRoleBinding } from '../../src/remediation/actions/remove-role-binding.ts';
import { replaced } from '../../src/remediation/pods/replaced.ts';
import { begin, useChangingCluster } from './changing-cluster.ts';

const cluster = useChangingCluster();
const { id, world, read, later, podsOf } = cluster;
const when = { startedAt: begin, now: begin };

/** The first pod of "namespace/workload", as a target and as the world has it. */
function podOf(path: string) {
  const [namespace = '', workload = ''] = path.split('/');
  const found = world
    .cluster('prod-weu')
    .pods.find((it) => it.workload.namespace === namespace && it.workload.name === workload);
  if (!found) throw new Error(`no pod of ${path}`);
  return { target: { clusterId: id, namespace, name: found.name }, pod: found };
}

describe('delete pod', () => {
  it('deletes the one that was seen, and is done when another serves in its place', async () => {
    const { target } = podOf('shop/storefront');

    const plan = await deletePod.plan(cluster.azure, target, begin);

    expect(plan).toMatchObject({
      sentence: expect.stringMatching(/^Delete pod storefront-\S+ of ReplicaSet storefront-/),
      reach: [/makes another one at once/, /PodDisruptionBudget storefront/, /asks no budget/].map((it) =>
        expect.stringMatching(it),
      ),
      final: expect.stringContaining('never comes back'),
    });
    expect(deletePod.undo).toBeUndefined();
    expect(await deletePod.verify(cluster.azure, target, plan, when)).toMatchObject({ state: 'failed' });
    await deletePod.run(cluster.azure, target, plan, begin);
    expect(await deletePod.verify(cluster.azure, target, plan, when)).toEqual({
      state: 'pending',
      sentence: `${target.name} is ending.`,
    });
    await expect(deletePod.plan(cluster.azure, target, begin)).rejects.toThrow('is being deleted already');
    later(5);
    expect(await deletePod.verify(cluster.azure, target, plan, when)).toMatchObject({
      state: 'pending',
      sentence: expect.stringContaining('is not ready yet'),
    });
    later(30);
    expect(await deletePod.verify(cluster.azure, target, plan, when)).toMatchObject({
      state: 'done',
      sentence: expect.stringMatching(/is gone; storefront-\S+ runs and is ready/),
    });
    await expect(deletePod.plan(cluster.azure, target, begin)).rejects.toThrow('There is no pod');
  });

  it('waits two minutes for another pod, and is done without one where nothing makes it', async () => {
    const { target } = podOf('shop/storefront');
    const once = (ms: number) => ({
      controller: 'a-job-that-is-done',
      startedAt: begin,
      now: new Date(begin.getTime() + ms),
    });

    expect(await replaced(cluster.azure, target, once(119_000))).toMatchObject({ state: 'pending' });
    expect(await replaced(cluster.azure, target, once(120_000))).toEqual({
      state: 'done',
      sentence: `${target.name} is gone; no other pod came in its place so far.`,
    });
  });

  it('leaves a pod of the same name that was made since alone', async () => {
    const { target } = podOf('shop/orders-db');
    const plan = await deletePod.plan(cluster.azure, target, begin);
    expect(plan.reach).toEqual([expect.stringMatching(/same name and the same volumes/)]);
    await deletePod.run(cluster.azure, target, plan, begin);
    later(60);
    const [fresh] = await podsOf('shop/orders-db');
    expect(fresh?.metadata?.name).toBe(target.name);

    await expect(deletePod.run(cluster.azure, target, plan, begin)).rejects.toMatchObject({ reason: 'conflict' });

    expect((await podsOf('shop/orders-db')).map((it) => it.metadata?.uid)).toEqual([fresh?.metadata?.uid]);
    expect((await deletePod.plan(cluster.azure, target, begin)).before).not.toEqual(plan.before);
    expect(await deletePod.verify(cluster.azure, target, plan, when)).toMatchObject({ state: 'done' });
  });

  it.each<[string, (pod: Pod) => void, RegExp]>([
    ['nothing controls', (pod) => Object.assign(pod, { orphaned: true }), /^Nothing replaces it/],
    ['a DaemonSet made', () => {}, /on the same node/],
    ['keeps data', (pod) => Object.assign(pod.podSpec, { volumes: [{ name: 'tmp', emptyDir: {} }] }), /lost: tmp/],
  ])('says what becomes of one that %s', async (what, make, said) => {
    const { target, pod } = podOf(what === 'a DaemonSet made' ? 'kube-system/kube-proxy' : 'shop/cart');
    make(pod);

    const { reach } = await deletePod.plan(cluster.azure, target, begin);

    expect(reach.join('\n')).toMatch(said);
  });
});

describe('remove role binding', () => {
  const inDev = { clusterId: world.cluster('dev-weu').id, name: 'sandbox-default-admin' };

  it('takes a role away, with what it takes to give it again by hand', async () => {
    const plan = await removeRoleBinding.plan(cluster.azure, inDev, begin);

    expect(plan).toMatchObject({
      sentence:
        'Remove ClusterRoleBinding sandbox-default-admin: ClusterRole cluster-admin is taken from ServiceAccount sandbox/default.',
      objects: [
        {
          fields: [
            { field: 'role', before: 'ClusterRole cluster-admin', after: '' },
            { field: 'subject', before: 'ServiceAccount sandbox/default', after: '' },
          ],
        },
      ],
      final: expect.stringContaining('by hand'),
    });
    expect(plan.place).not.toHaveProperty('namespace');
    expect(await removeRoleBinding.verify(cluster.azure, inDev, plan, when)).toMatchObject({ state: 'failed' });
    await removeRoleBinding.run(cluster.azure, inDev, plan, begin);
    expect(await removeRoleBinding.verify(cluster.azure, inDev, plan, when)).toMatchObject({ state: 'done' });
    await expect(removeRoleBinding.plan(cluster.azure, inDev, begin)).rejects.toThrow('There is no ClusterRoleBinding');
  });

  it('removes none that is another by now, nor one of Kubernetes itself', async () => {
    const target = { clusterId: id, namespace: 'payments', name: 'team-payments-edit' };
    const plan = await removeRoleBinding.plan(cluster.azure, target, begin);
    const { declared } = world.cluster('prod-weu');
    const binding = declared.find((it) => it.name === target.name);
    if (!binding) throw new Error('no binding');
    binding.body = { ...binding.body, subjects: [] };

    await expect(removeRoleBinding.run(cluster.azure, target, plan, begin)).rejects.toMatchObject({
      reason: 'conflict',
    });

    expect((await read('rolebindings', 'payments/team-payments-edit')).metadata?.name).toBe(target.name);
    declared.push({ ...binding, kind: 'ClusterRoleBinding', namespace: '', name: 'system:node-proxier' });
    const own = { clusterId: id, name: 'system:node-proxier' };
    await expect(removeRoleBinding.plan(cluster.azure, own, begin)).rejects.toThrow('belongs to Kubernetes itself');
  });
});
