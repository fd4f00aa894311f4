import { describe, expect, it } from 'vitest';
import { keepEdit } from '../../../src/lab/world/graph/edited.ts';
import { useLabAzure } from '../lab-azure.ts';
import { called, made, planned, run, verified } from './made.ts';
import { type FixCase, fixCases } from './posture-fix-cases.ts';

const lab = useLabAzure();
function given({ action, of, more = {}, was }: Pick<FixCase, 'action' | 'of' | 'more' | 'was'>) {
  const { running, world, connect } = lab();
  const resource = of === 'cluster' ? world.cluster('dev-weu') : world.registry('contoso.azurecr.io');
  if (!resource) throw new Error(`the range has no ${of}`);
  const properties = of === 'cluster' ? { aadProfile: { managed: true }, ...was } : was;
  keepEdit(world.arm, resource.id, { properties }, false);
  const azure = connect();
  const version = of === 'cluster' ? '2026-04-01' : '2025-11-01';
  const body = async () => (await azure.change.arm.get(resource.id, version)).body.properties;
  const call = { action, input: { resourceId: resource.id, ...more } };
  return { running, world, id: resource.id, azure, body, call, version };
}

describe.each(fixCases)('the fix $action', (it_) => {
  it('shows each property before and after, is made, read back and undone', async () => {
    const { azure, body, call } = given(it_);
    const before = await body();

    const { plan, ran, verified: seen, undo } = await made(call, azure);

    expect(called(call).action.risk).toBe(it_.risk);
    expect(plan.objects[0]?.fields.map(({ field, ...its }) => [field, its.before, its.after])).toEqual(it_.fields);
    expect(plan.reach.join(' ')).toMatch(it_.reach);
    expect(plan.place).toMatchObject(it_.of === 'cluster' ? { cluster: 'dev-weu', environment: /./ } : {});
    expect(ran).toEqual({ correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(seen).toEqual({ state: 'done', sentence: 'It was read back and is set so.' });
    await expect(planned(call, azure)).rejects.toThrow('set so already');

    if (!undo) throw new Error('it is not undone');
    const back = await made(undo, azure);
    expect(back.plan.objects[0]?.fields.map((its) => [its.field, its.after, its.before])).toEqual(it_.fields);
    expect(back.verified.state).toBe('done');
    expect(await planned(call, azure)).toMatchObject({ objects: plan.objects });
    expect(Object.keys((await body()) as object).sort()).toEqual(Object.keys(before as object).sort());
  });
});

describe('a fix of a cluster', () => {
  const [local, ranges] = fixCases as [FixCase, FixCase];

  it('is not made on another state than the plan saw', async () => {
    const { azure, call, id, version } = given(local);
    const plan = await planned(call, azure);
    await azure.change.arm.patch(id, version, { tags: { owner: 'somebody else' } });

    await expect(run(call, plan, azure)).rejects.toMatchObject({ reason: 'conflict', outcomeUnknown: false });

    expect((await verified(call, plan, azure)).state).toBe('failed');
  });

  it.each([
    [412, 'PreconditionFailed', { reason: 'conflict' }],
    [409, 'ScopeLocked', { reason: 'locked' }],
    [403, 'AuthorizationFailed', { role: 'a role with Microsoft.ContainerService/managedClusters/write' }],
  ])('is refused with %i %s, and nothing is changed', async (status, code, refusal) => {
    const { running, azure, call } = given(local);
    const plan = await planned(call, azure);
    running.faults.set('aks', { status, code, methods: ['PUT'] });

    await expect(run(call, plan, azure)).rejects.toMatchObject({ ...refusal, outcomeUnknown: false });

    running.faults.clear();
    expect(await verified(call, plan, azure)).toEqual({
      state: 'failed',
      sentence: 'disableLocalAccounts is false there.',
    });
  });

  it('is unknown where the answer is lost; looking waits for its end and finds it made', async () => {
    const { running, azure, call } = given(local);
    const plan = await planned(call, azure);
    running.faults.set('aks', { loses: true, methods: ['PUT'] });

    await expect(run(call, plan, azure)).rejects.toMatchObject({ outcomeUnknown: true });

    running.faults.clear();
    expect(await verified(call, plan, azure)).toMatchObject({ state: 'pending', sentence: /Updating/ });
    expect((await verified(call, plan, azure)).state).toBe('done');
  });

  it.each<[FixCase, Record<string, unknown>, string]>([
    [local, { aadProfile: false }, 'nobody could sign in'],
    [ranges, { apiServerAccessProfile: { enablePrivateCluster: true } }, 'is private'],
  ])('makes no plan where it would do harm: %#', async (it_, was, words) => {
    const { azure, call } = given({ ...it_, was: { ...it_.was, ...was } });

    await expect(planned(call, azure)).rejects.toThrow(words);
  });

  it('takes no ranges but IPv4 of /8 and narrower, and puts nothing back but its own', async () => {
    const { azure, call } = given(local);
    for (const range of ['0.0.0.0/0', '203.0.113.0/33', '256.1.1.1', '::/0', '203.0.113.0/24;x', ''])
      expect(() => called({ action: 'set-authorized-ip-ranges', input: { ...call.input, ranges: [range] } })).toThrow();
    const back = { disableLocalAccounts: true, 'networkProfile.networkPolicy': 'none' };

    const plan = await planned({ ...call, input: { ...call.input, back } }, azure);

    expect(plan.objects[0]?.fields.map(({ field }) => field)).toEqual(['disableLocalAccounts']);
  });
});

it('leaves the public access of a registry that has no private endpoint', async () => {
  const off = fixCases.at(-1) as FixCase;
  const { azure, call } = given({ ...off, was: { privateEndpointConnections: [] } });

  await expect(planned(call, azure)).rejects.toThrow('no private endpoint');
});
