import { describe, expect, it } from 'vitest';
import { clustersOf } from '../../../src/azure/estate.ts';
import { clusterTarget, otherTargets } from '../../../src/commands/baseline-work/baseline-target.ts';
import { metricsAccount } from '../../../src/evidence/metrics/metrics-account.ts';
import { baselineAlerts } from '../../../src/monitoring/views/baseline-alerts.ts';
import { useLabAzure } from '../lab-azure.ts';
import { called, made, planned, run, verified } from './made.ts';

const lab = useLabAzure();

async function given(name = 'prod-weu') {
  const { running, world, connect } = lab();
  const azure = connect();
  const cluster = (await clustersOf(azure)).find((it) => it.name === name);
  const target = cluster ? clusterTarget(cluster) : (await otherTargets(azure, name))[0];
  if (!target) throw new Error(`the range has no ${name}`);
  const report = () => baselineAlerts(azure, target, new Date());
  const missing = async () =>
    (await report()).standings?.value.flatMap((it) => (it.state === 'missing' ? [it.alert] : []));
  return { running, world, azure, target, report, missing };
}

describe('recommended alerts of a cluster', () => {
  it('are made where they are missing, are there then, and undoing takes them away', async () => {
    const { azure, target, report, missing, world } = await given();
    const alerts = (await missing()) ?? [];
    const call = { action: 'create-baseline-alerts', input: { resourceId: target.id, alerts } };

    const { plan, ran, verified: seen, undo } = await made(call, azure);

    expect(alerts.length).toBeGreaterThan(30);
    expect(plan).toMatchObject({
      place: { cluster: 'prod-weu' },
      sentence: 'Create 36 recommended alerts for prod-weu.',
    });
    expect(plan.objects.flatMap(({ fields }) => fields).map(({ field }) => field)).toEqual(
      alerts.map(({ name }) => name),
    );
    expect(ran.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect([seen.state, called(call).action.risk]).toEqual(['done', 'medium']);
    expect(await missing()).toEqual([]);
    const states = (await report()).standings?.value.map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['present']));
    if (!undo) throw new Error('it is not undone');
    const back = await made(undo, azure);
    expect([back.verified.state, await missing()]).toEqual(['done', alerts]);
    expect(world.arm.monitorRules.size).toBe(0);
    await expect(planned(undo, azure)).rejects.toThrow('None of these alerts');
  });

  it('join those that the bot made before, and leave what others made as it is', async () => {
    const { azure, target, missing, world } = await given('prod-neu');
    const alerts = (await missing()) ?? [];
    const [first, second] = alerts.filter((it) => it.kind === 'prometheus' && it.level === 'pod');
    const call = (alert: unknown) => ({
      action: 'create-baseline-alerts',
      input: { resourceId: target.id, alerts: [alert] },
    });
    await made(call(first), azure);
    const { undo } = await made(call(second), azure);
    const names = () =>
      [...world.arm.monitorRules.values()].map(({ properties }) =>
        (properties.rules as { alert: string }[]).map((it) => it.alert),
      );

    expect(names()).toEqual([[first?.name, second?.name]]);
    if (!undo) throw new Error('it is not undone');
    await made(undo, azure);
    expect(names()).toEqual([[first?.name]]);

    for (const it of world.arm.monitorRules.values()) Object.assign(it, { tags: { owner: 'others' } });
    await expect(planned(call(second), azure)).rejects.toThrow('the bot did not make');
    world.arm.monitorRules.clear();
  });

  it('are half made where the service refuses one of them, and the rest can be taken back', async () => {
    const { running, azure, target, missing, world } = await given('staging-weu');
    const alerts = (await missing()) ?? [];
    const call = { action: 'create-baseline-alerts', input: { resourceId: target.id, alerts } };
    const plan = await planned(call, azure);
    running.faults.set('arm', { status: 403, methods: ['PUT'], match: /metricAlerts/i });

    await expect(run(call, plan, azure)).rejects.toMatchObject({ outcomeUnknown: true });
    running.faults.clear();

    expect(await verified(call, plan, azure)).toMatchObject({
      ...{ state: 'failed', partly: true, sentence: 'Azure Monitor has 30 of the 36 alerts.' },
    });
    world.arm.monitorRules.clear();
  });

  it('are rules on metrics alone where managed Prometheus is off, which is said with the command that mends it', async () => {
    const { running, azure, target } = await given();
    running.faults.set('resource-graph', { empty: true });

    const [account, report] = [await metricsAccount(azure, target.id), await baselineAlerts(azure, target, new Date())];

    expect(account).toBeUndefined();
    expect(report.gaps[0]?.next).toContain('az aks update --enable-azure-monitor-metrics --name prod-weu');
  });

  it('are a gap where Resource Graph does not answer', async () => {
    const { running, report } = await given();
    running.faults.set('resource-graph', { status: 403 });

    expect(await report()).toMatchObject({ gaps: [{ what: 'alert rules', service: 'Resource Graph' }] });
  });
});

it('a registry has recommended alerts of its own', async () => {
  const { azure, target, missing, world } = await given('contoso');
  const call = { action: 'create-baseline-alerts', input: { resourceId: target.id, alerts: await missing() } };

  const { plan, verified: seen } = await made(call, azure);

  expect([target.kind, plan.place, seen.state, await missing()]).toEqual(['registry', {}, 'done', []]);
  world.arm.monitorRules.clear();
});
