import { describe, expect, it } from 'vitest';
import type { ActionCall } from '../../../src/remediation/action.ts';
import { fingerprintOf } from '../../../src/remediation/fingerprint.ts';
import { begin, useChangingCluster } from '../changing-cluster.ts';
import { called, planned, run } from './made.ts';

const cluster = useChangingCluster();
const { id, patch, later } = cluster;

const change = (action: string, more: object = {}): ActionCall => ({
  action,
  input: { clusterId: id, namespace: 'shop', kind: 'Deployment', name: 'cart', ...more },
});
const limit = change('raise-memory-limit', { container: 'cart', limitMiB: 512 });
const replicas = (count: number) => patch('deployments', 'shop/cart', { spec: { replicas: count } });
const rolledOut = (version: string) => {
  const containers = [{ name: 'cart', image: `contoso.azurecr.io/cart:${version}`, env: [{ name: 'A', value: 'x' }] }];
  return patch('deployments', 'shop/cart', { spec: { template: { spec: { containers } } } });
};
const printOf = async (call: ActionCall) => fingerprintOf((await planned(call, cluster.azure, begin)).before);
const plannedNow = (call: ActionCall) => planned(call, cluster.azure, begin);

function looked(call: ActionCall, plan: Awaited<ReturnType<typeof planned>>, seconds = 300) {
  const { action, input } = called(call);
  return action.verify(cluster.azure, input, plan, {
    startedAt: begin,
    now: new Date(begin.getTime() + seconds * 1_000),
  });
}

describe('a restart', () => {
  it('stays as approved while an autoscaler works, and not when there would be a gap, or another roll-out was', async () => {
    const first = await printOf(change('restart'));

    await replicas(4);
    const scaled = await printOf(change('restart'));
    await replicas(1);
    const single = await printOf(change('restart'));
    await replicas(2);
    await rolledOut('1.13');
    const rolled = await printOf(change('restart'));

    expect(scaled).toBe(first);
    expect([single, rolled]).not.toContain(first);
  });

  it('of which nobody knows was not made where only the replicas are others by now', async () => {
    const plan = await plannedNow(change('restart'));

    await replicas(4);
    const before = await looked(change('restart'), plan);
    await run(change('restart'), await plannedNow(change('restart')), cluster.azure, begin);
    later(120);
    const after = await looked(change('restart'), plan);

    expect([before.state, after.state]).toEqual(['failed', 'done']);
  });
});

it('a memory limit is asked for anew when another version runs by then', async () => {
  const first = await printOf(limit);
  await rolledOut('1.13');

  const second = await printOf(limit);

  expect(second).not.toBe(first);
});

it.each([change('restart'), change('scale', { replicas: 3 }), change('roll-back'), limit])(
  'another workload of the same name is no success of $action',
  async (call) => {
    await rolledOut('1.12');
    later(120);
    const plan = await plannedNow(call);
    await run(call, plan, cluster.azure, begin);
    later(300);
    const before = plan.before as { uid: string };

    await expect(looked(call, { ...plan, before: { ...before, uid: '6f1c2a0e' } })).rejects.toThrow(
      'another one has its name',
    );
    expect((await looked(call, plan)).state).toBe('done');
  },
);

it.each([
  change('scale', { replicas: 3 }),
  change('roll-back'),
  change('roll-to-tag', { container: 'cart', version: '1.11' }),
  limit,
])('what a tool keeps is a success of $action when the tool had its time to put it back', async (call) => {
  cluster.world.registry('contoso.azurecr.io')?.images.push(cluster.world.image('contoso.azurecr.io/cart:1.11'));
  await rolledOut('1.12');
  later(120);
  const plan = await plannedNow(call);
  await run(call, plan, cluster.azure, begin);
  later(300);
  const kept = (tool: 'Flux' | 'Helm') => ({ ...plan, managedBy: { tool, owner: 'shop', commit: '' } });

  const soon = await looked(call, kept('Flux'));
  const byHelm = await looked(call, kept('Helm'));
  const inTheEnd = await looked(call, kept('Flux'), 900);

  expect(soon).toMatchObject({ state: 'pending', sentence: expect.stringContaining('Flux may still put it back') });
  expect([byHelm.state, inTheEnd.state]).toEqual(['done', 'done']);
});
