import { describe, expect, it } from 'vitest';
import { isolatePod } from '../../src/remediation/actions/isolate-pod.ts';
import { releasePod } from '../../src/remediation/actions/release-pod.ts';
import { isolationLabel, labelsBefore, policyName } from '../../src/remediation/pods/network-policies.ts';
import { relabelSame } from '../../src/remediation/pods/relabel.ts';
import { begin, useChangingCluster } from './changing-cluster.ts';

const cluster = useChangingCluster();
const { id, world, read, later, podsOf, patch } = cluster;
const when = { startedAt: begin, now: begin };

/** The first pod of a workload of payments. */
async function first(workload: string) {
  const [pod] = await podsOf(`payments/${workload}`);
  const { name = '', uid = '', labels = {} } = pod?.metadata ?? {};
  return { target: { clusterId: id, namespace: 'payments', name }, path: `payments/${name}`, uid, labels };
}

describe('isolate pod', () => {
  it('cuts a pod off, takes it from its services, keeps it, and gives it back', async () => {
    const { target, path, uid, labels } = await first('payments-api');

    const plan = await isolatePod.plan(cluster.azure, target, begin);

    const said = plan.reach.join('\n');
    expect(said).toMatch(/^NetworkPolicy callers still lets in what it allows/);
    expect(said).toContain('Services payments-api send nothing to it any more.');
    expect(said).toMatch(/ReplicaSet payments-api-\S+ lets it go and makes another pod/);
    expect(plan.objects.map((it) => it.kind)).toEqual(['NetworkPolicy', 'Pod']);
    expect(Object.keys(plan.before.taken).sort()).toEqual(['app', 'pod-template-hash']);
    expect(await isolatePod.verify(cluster.azure, target, plan, when)).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('nothing was changed'),
    });

    await isolatePod.run(cluster.azure, target, plan, begin);
    later(30);

    expect(await isolatePod.verify(cluster.azure, target, plan, when)).toEqual({
      state: 'done',
      sentence: `${target.name} is cut off, serves nobody and is kept. NetworkPolicy callers still lets in what it allows.`,
    });
    const policy = await read('networkpolicies', `payments/${policyName(uid)}`);
    expect(policy.spec).toEqual({
      podSelector: { matchLabels: { [isolationLabel]: uid } },
      policyTypes: ['Ingress', 'Egress'],
    });
    const isolated = await read('pods', path);
    expect(isolated.metadata?.labels).toMatchObject({ [isolationLabel]: uid, team: 'team-payments' });
    expect(isolated.metadata?.labels).not.toHaveProperty('app');
    expect(await podsOf('payments/payments-api')).toHaveLength(3);
    await expect(isolatePod.plan(cluster.azure, target, begin)).rejects.toThrow('is isolated already');

    expect(isolatePod.undo?.(target, plan)).toEqual({ action: 'release-pod', input: target });
    const back = await releasePod.plan(cluster.azure, target, begin);
    expect(back.reach[0]).toMatch(/takes it back and then has one pod too many/);
    expect(await releasePod.verify(cluster.azure, target, back, when)).toMatchObject({ state: 'failed' });
    await releasePod.run(cluster.azure, target, back, begin);
    expect(await releasePod.verify(cluster.azure, target, back, when)).toMatchObject({ state: 'done' });
    const released = await read('pods', path);
    expect(released.metadata?.labels).toEqual(labels);
    expect(released.metadata?.annotations ?? {}).not.toHaveProperty(labelsBefore);
    await expect(releasePod.plan(cluster.azure, target, begin)).rejects.toThrow('is not isolated');
  });

  it('tells a half-made isolation from none, and undoing takes the half away', async () => {
    const { target, path, uid, labels } = await first('payments-api');
    const plan = await isolatePod.plan(cluster.azure, target, begin);
    await patch('pods', path, { metadata: { labels: { team: 'other' } } });

    const ran = await isolatePod.run(cluster.azure, target, plan, begin);

    expect(ran.detail).toMatch(/^The policy was made; .*labels of \S+ are others by now/);
    expect(await isolatePod.verify(cluster.azure, target, plan, when)).toMatchObject({
      state: 'failed',
      partly: true,
      sentence: expect.stringContaining('the pod has its labels still'),
    });
    const back = await releasePod.plan(cluster.azure, target, begin);
    expect(back.objects.map((it) => it.kind)).toEqual(['NetworkPolicy']);
    await releasePod.run(cluster.azure, target, back, begin);
    expect(await cluster.azure.kubernetes.object(id, 'networkpolicies', policyName(uid), 'payments')).toBeUndefined();
    expect((await read('pods', path)).metadata?.labels).toEqual({ ...labels, team: 'other' });
  });

  it('writes the labels on a newer version of the same pod, and changes nothing where the policy is refused', async () => {
    const { target, path } = await first('payments-api');
    const plan = await isolatePod.plan(cluster.azure, target, begin);
    await patch('pods', path, { metadata: { annotations: { seen: 'yes' } } });
    cluster.running.faults.set('kubernetes', { status: 403, methods: ['PATCH'] });
    await expect(isolatePod.run(cluster.azure, target, plan, begin)).rejects.toMatchObject({ why: 'forbidden' });
    cluster.running.faults.clear();

    cluster.running.faults.set('kubernetes', { status: 409, methods: ['PATCH'], times: 2 });
    await relabelSame(cluster.azure, target, { labels: { seen: 'yes' }, annotations: {} }, plan.before);
    await patch('pods', path, { metadata: { labels: { seen: null } } });

    await isolatePod.run(cluster.azure, target, plan, begin);

    expect(await isolatePod.verify(cluster.azure, target, plan, when)).toMatchObject({ state: 'done' });
  });

  it('is refused where no policy would cut the pod off', async () => {
    const { target, path } = await first('payments-api');
    const own = world.cluster('prod-weu');
    const pod = own.pods.find((it) => it.name === target.name);
    if (!pod) throw new Error('no pod');
    own.networkPolicy = 'none';
    await expect(isolatePod.plan(cluster.azure, target, begin)).rejects.toThrow('has no network-policy engine');
    delete own.networkPolicy;
    pod.podSpec = { hostNetwork: true } as typeof pod.podSpec;
    await expect(isolatePod.plan(cluster.azure, target, begin)).rejects.toThrow('uses the network of its node');
    pod.podSpec = {};
    await patch('pods', path, { metadata: { annotations: { 'kubernetes.io/config.mirror': 'x' } } });
    await expect(isolatePod.plan(cluster.azure, target, begin)).rejects.toThrow('is a static pod');
    await expect(releasePod.plan(cluster.azure, target, begin)).rejects.toThrow('is a static pod');
  });

  it('is not taken back where the pod would be deleted at once, or its labels are forgotten', async () => {
    const { target, path } = await first('payments-api');
    await isolatePod.run(cluster.azure, target, await isolatePod.plan(cluster.azure, target, begin), begin);
    later(30);
    await patch('deployments', 'payments/payments-api', { spec: { replicas: 0 } });
    await expect(releasePod.plan(cluster.azure, target, begin)).rejects.toThrow('would be deleted at once');

    await patch('pods', path, { metadata: { annotations: { [labelsBefore]: 'none' } } });

    await expect(releasePod.plan(cluster.azure, target, begin)).rejects.toThrow('put them back by hand');
  });
});
