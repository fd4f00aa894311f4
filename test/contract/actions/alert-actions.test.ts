import { describe, expect, it } from 'vitest';
import { useLabAzure } from '../lab-azure.ts';
import { called, made, planned, run, verified } from './made.ts';

const lab = useLabAzure();

function given() {
  const { running, world, connect } = lab();
  const [alert] = world.alerts;
  if (!alert) throw new Error('the range has no alert');
  alert.status = 'Active';
  const { subscription, resourceGroup, location, name } = alert.cluster;
  const alertId = `/subscriptions/${subscription.id}/resourceGroups/${resourceGroup}/providers/Microsoft.Security/locations/${location}/alerts/${alert.name}`;
  return { running, world, alert, alertId, cluster: name, azure: connect() };
}

describe('the state of a Defender alert', () => {
  it.each([
    ['dismiss-alert', { reason: 'A planned test.' }, 'Dismissed'],
    ['resolve-alert', {}, 'Resolved'],
    ['start-alert', {}, 'InProgress'],
  ])('%s sets it, and undoing sets what it was', async (action, more, status) => {
    const { azure, alert, alertId, cluster } = given();
    const call = { action, input: { alertId, ...more } };

    const { plan, ran, verified: seen, undo } = await made(call, azure);

    expect(plan).toMatchObject({ place: { cluster }, before: { status: 'Active' } });
    expect(plan.objects[0]?.fields).toEqual([{ field: 'status', before: 'Active', after: status }]);
    expect(ran.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect([seen.state, alert.status]).toEqual(['done', status]);
    // What takes an alert out of sight is never approved by itself.
    expect(called(call).action.risk).toBe(status === 'InProgress' ? 'low' : 'medium');
    await expect(planned(call, azure)).rejects.toThrow('already');
    if (!undo) throw new Error('it is not undone');
    const back = await made(undo, azure);
    expect(alert.status).toBe('Active');
    if (back.undo) await made(back.undo, azure);
    expect(alert.status).toBe(status);
  });

  it('is set for several in one change, of which those that have it already stay, and taken back', async () => {
    const { azure, world, alertId } = given();
    const three = world.alerts.slice(0, 3);
    const ids = three.map(({ name }) => alertId.replace(/[^/]+$/, name));
    for (const [n, it] of three.entries()) it.status = n === 1 ? 'Dismissed' : 'Active';
    const call = {
      action: 'dismiss-alert',
      input: { alertId: ids[0], others: ids.slice(1), reason: 'A planned test.' },
    };

    const { plan, verified: seen, undo } = await made(call, azure);
    const after = three.map(({ status }) => status);
    if (!undo) throw new Error('it is not undone');
    await made(undo, azure);

    expect(plan.sentence).toMatch(/^Set 2 Defender alerts to dismissed: ".*" and 1 more\.$/);
    expect(plan.objects).toHaveLength(2);
    expect([seen.sentence, after]).toEqual([
      'Defender for Cloud says that all 2 are dismissed.',
      Array(3).fill('Dismissed'),
    ]);
    expect(three.map(({ status }) => status)).toEqual(['Active', 'Dismissed', 'Active']);
  });

  it('is unknown and half made where one of several could not be set', async () => {
    const { azure, world, alertId, running } = given();
    const [first, second] = world.alerts;
    if (!first || !second) throw new Error('the range has no two alerts');
    first.status = 'Active';
    second.status = 'Active';
    const call = { action: 'resolve-alert', input: { alertId, others: [alertId.replace(/[^/]+$/, second.name)] } };
    const plan = await planned(call, azure);
    running.faults.set('defender', { status: 403, methods: ['POST'], match: new RegExp(second.name) });

    await expect(run(call, plan, azure)).rejects.toMatchObject({ outcomeUnknown: true, role: 'Security Admin' });
    running.faults.clear();

    expect([first.status, second.status]).toEqual(['Resolved', 'Active']);
    const seen = await verified(call, plan, azure, 5 * 60_000);
    expect(seen).toMatchObject({ state: 'failed', sentence: '1 of 2 are resolved there.', partly: true });
  });

  it('is refused without the role, and unknown where the answer is lost', async () => {
    const { running, azure, alert, alertId } = given();
    const call = { action: 'resolve-alert', input: { alertId } };
    const plan = await planned(call, azure);
    running.faults.set('defender', { status: 403, methods: ['POST'] });
    await expect(run(call, plan, azure)).rejects.toMatchObject({ role: 'Security Admin', outcomeUnknown: false });
    running.faults.clear();
    // The service may be late; in the end it was not made.
    expect((await verified(call, plan, azure)).state).toBe('pending');
    expect((await verified(call, plan, azure, 5 * 60_000)).state).toBe('failed');

    running.faults.set('defender', { loses: true, methods: ['POST'] });
    await expect(run(call, plan, azure)).rejects.toMatchObject({ outcomeUnknown: true });
    running.faults.clear();
    expect([(await verified(call, plan, azure)).state, alert.status]).toEqual(['done', 'Resolved']);
  });

  it('is not dismissed without a reason', () => {
    const { alertId } = given();

    expect(() => called({ action: 'dismiss-alert', input: { alertId } })).toThrow();
    expect(() => called({ action: 'dismiss-alert', input: { alertId, reason: '  ' } })).toThrow();
  });
});

describe('an alert rule', () => {
  const wanted = (scopeId: string, name: string) => ({
    action: 'create-alert-rule',
    input: {
      ...{ scopeId, name, title: 'Kills for memory', severity: 2, moreRowsThan: 3 },
      ...{ query: 'KubeEvents | where Reason == "OOMKilling"', everyMinutes: 5, windowMinutes: 15 },
    },
  });

  it('is made over a workspace or a cluster, never twice, and undoing removes it', async () => {
    const { azure, world } = given();
    const cluster = world.cluster('prod-weu');
    const call = wanted(cluster.workspace.id, 'wk-made');

    const { plan, ran, verified: seen, undo } = await made(call, azure);

    expect(plan.place).toEqual({});
    expect(plan.objects[0]?.fields).toContainEqual({
      ...{ field: 'fires', before: '' },
      after: 'more than 3 rows in 15 min, in 1 of 1 runs',
    });
    expect(ran.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen.state).toBe('done');
    await expect(planned(call, azure)).rejects.toThrow('is not overwritten');
    await expect(run(call, plan, azure)).rejects.toMatchObject({ reason: 'conflict', outcomeUnknown: false });
    if (!undo) throw new Error('it is not undone');
    const removed = await made(undo, azure);
    expect([removed.verified.state, removed.undo]).toEqual(['done', undefined]);
    expect(removed.plan.final).toBeDefined();
    expect((await planned(wanted(cluster.id, 'wk-other'), azure)).place).toMatchObject({ cluster: 'prod-weu' });
  });

  it('shows whom it calls by the whole id, and is never approved by itself', async () => {
    const { azure, world } = given();
    const group = '/subscriptions/s-1/resourceGroups/ops/providers/Microsoft.Insights/actionGroups/run-anything';
    const call = wanted(world.cluster('prod-weu').id, 'wk-calls');

    const plan = await planned({ ...call, input: { ...call.input, actionGroups: [group] } }, azure);

    const fields = plan.objects[0]?.fields;
    expect(fields).toContainEqual({ field: 'calls', before: '', after: group });
    expect(fields).toContainEqual({ field: 'title', before: '', after: 'Kills for memory' });
    expect(called(call).action.risk).toBe('medium');
  });

  it('is removed by what it asks alone, and nothing of it is kept', async () => {
    const { azure, world } = given();
    const [mine, theirs] = [world.cluster('prod-weu'), world.cluster('prod-neu')];
    const remove = (name: string) => ({ action: 'remove-alert-rule', input: { scopeId: mine.id, name } });
    await made(wanted(mine.id, 'wk-mine'), azure);
    const beside = `${mine.id.replace(/\/providers\/.*$/, '')}/providers/Microsoft.Insights/scheduledQueryRules/wk-theirs`;
    await azure.change.arm.put(beside, '2023-12-01', {
      location: theirs.location,
      tags: { 'created-by': 'watchkeeper' },
      properties: { scopes: [theirs.id], criteria: { allOf: [{ query: 'KubeEvents' }] } },
    });

    // In the same resource group, over another place.
    await expect(planned(remove('wk-theirs'), azure)).rejects.toThrow('does not ask prod-weu');
    const { before } = await planned(remove('wk-mine'), azure);
    expect(before).toEqual({ properties: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('is refused for a query that does not run, unknown where the answer is lost, and another one is no success', async () => {
    const { running, azure, world } = given();
    const { id } = world.cluster('prod-weu').workspace;
    const wrong = wanted(id, 'wk-wrong');
    wrong.input.query = 'NoSuchTable | take 1';
    const plan = await planned(wrong, azure);
    await expect(run(wrong, plan, azure)).rejects.toMatchObject({ reason: 'refused', outcomeUnknown: false });
    expect((await verified(wrong, plan, azure)).state).toBe('failed');

    const lost = wanted(id, 'wk-lost');
    const its = await planned(lost, azure);
    running.faults.set('arm', { loses: true, methods: ['PUT'] });
    await expect(run(lost, its, azure)).rejects.toMatchObject({ outcomeUnknown: true });
    running.faults.clear();
    expect((await verified(lost, its, azure)).state).toBe('done');
    const other = { ...lost, input: { ...lost.input, query: 'KubeEvents | take 1' } };
    expect((await verified(other, its, azure)).state).toBe('failed');
  });

  it('of somebody else is not removed, and what nobody can see is not asked', async () => {
    const { azure, world } = given();
    const { id, location } = world.cluster('prod-weu').workspace;
    const ruleId = `${id.replace(/\/providers\/.*$/, '')}/providers/Microsoft.Insights/scheduledQueryRules/theirs`;
    const criteria = { allOf: [{ query: 'KubeEvents' }] };
    await azure.change.arm.put(ruleId, '2023-12-01', { location, properties: { scopes: [id], criteria } });

    await expect(
      planned({ action: 'remove-alert-rule', input: { scopeId: id, name: 'theirs' } }, azure),
    ).rejects.toThrow('was not made by this bot');
    await expect(planned(wanted(`${id}x`, 'wk-none'), azure)).rejects.toThrow('no such cluster');
  });
});
