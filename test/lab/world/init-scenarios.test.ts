import { describe, expect, it } from 'vitest';
import { later, now, observe } from './observe.ts';

describe('the scenario oom-init-container', () => {
  const seen = observe('oom-init-container');
  const [pod, ...others] = seen.pods('payments-api').filter((it) => it.status.phase === 'Pending');
  const inventory = seen.rows('KubePodInventory', later(-3), now).filter((row) => row.Name === pod?.metadata.name);

  it('has a pod whose init container is killed again and again, and whose main container waits', () => {
    expect(others).toEqual([]);
    expect(pod?.status.initContainerStatuses).toEqual([
      expect.objectContaining({
        name: 'migrate',
        ready: false,
        restartCount: expect.toSatisfy((it: number) => it > 4),
        lastState: { terminated: expect.objectContaining({ reason: 'OOMKilled', exitCode: 137 }) },
      }),
    ]);
    expect(pod?.status.containerStatuses?.[0]).toMatchObject({
      state: { waiting: { reason: 'PodInitializing' } },
      restartCount: 0,
    });
    expect(pod?.status.conditions).toContainEqual(expect.objectContaining({ type: 'Initialized', status: 'False' }));
  });

  it('is pending in the inventory with the same restarts and reasons', () => {
    const last = (name: string) => inventory.filter((row) => String(row.ContainerName).endsWith(`/${name}`)).at(-1);

    expect(last('api')).toMatchObject({ PodStatus: 'Pending', ContainerStatusReason: 'PodInitializing' });
    expect(JSON.parse(String(last('migrate')?.ContainerLastStatus))).toMatchObject({ reason: 'OOMKilled' });
  });

  it('has the kills as events of the node', () => {
    const kills = seen.events().filter((it) => it.reason === 'OOMKilling' && it.message.includes('(migrate)'));
    const rows = seen.rows('KubeEvents', later(-60), now).filter((row) => String(row.Message).includes('(migrate)'));

    expect(kills.map((it) => it.involvedObject.name)).toContain(pod?.spec.nodeName);
    expect(rows.length).toBeGreaterThanOrEqual(kills.length);
  });
});

describe('the scenario oom-sandbox', () => {
  const seen = observe('oom-sandbox');
  const pod = seen.pods('cart').find((it) => it.status.phase === 'Pending');

  it('has a pod with a node, without an address, whose container was never created', () => {
    expect(pod?.spec.nodeName).toBeDefined();
    expect(pod?.status.podIP).toBeUndefined();
    expect(pod?.status.containerStatuses?.[0]).toMatchObject({
      state: { waiting: { reason: 'ContainerCreating' } },
      lastState: {},
    });
    expect(seen.log(pod?.metadata.name ?? '', false)).toBeUndefined();
  });

  it('says by events of pod and node, here and in the workspace, that the start itself was killed', () => {
    const failed = seen.events().find((it) => it.involvedObject.name === pod?.metadata.name && it.type === 'Warning');
    const rows = seen.rows('KubeEvents', later(-60), now);

    expect(failed).toMatchObject({
      reason: 'FailedCreatePodSandBox',
      message: expect.stringContaining('memory limit too low?'),
    });
    expect(rows.find((row) => row.Name === pod?.metadata.name)).toMatchObject({ Message: failed?.message });
    expect(rows.some((row) => row.Name === pod?.spec.nodeName && String(row.Message).includes('runc:[2:INIT]'))).toBe(
      true,
    );
  });

  it('is in the inventory without an address and uses nothing', () => {
    const rows = seen.rows('KubePodInventory', later(-3), now).filter((row) => row.Name === pod?.metadata.name);
    const usage = seen
      .rows('Perf', later(-10), now)
      .filter((row) => String(row.InstanceName).includes(pod?.metadata.uid ?? '-'));

    expect(rows.at(-1)).toMatchObject({ PodStatus: 'Pending', PodIp: '', ContainerStatusReason: 'ContainerCreating' });
    expect(usage).toEqual([]);
  });
});
