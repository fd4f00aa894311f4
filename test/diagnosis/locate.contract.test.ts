import { describe, expect, it } from 'vitest';
import { locateCluster } from '../../src/diagnosis/locate-cluster.ts';
import { locateWorkload } from '../../src/diagnosis/locate-workload.ts';
import { UserError } from '../../src/errors.ts';
import { useLabAzure } from '../contract/lab-azure.ts';

const lab = useLabAzure();

describe('what a name means, over all clusters', () => {
  it('finds a workload, whatever its case', async () => {
    const located = await locateWorkload(lab().connect(), { name: 'Payments-API' });

    expect(located).toMatchObject({
      kind: 'found',
      subject: { kind: 'Deployment', namespace: 'payments', name: 'payments-api', cluster: { name: 'prod-weu' } },
      gaps: [],
    });
  });

  it('finds the workload by the name of one of its pods', async () => {
    const { world, connect } = lab();
    const pod = world.cluster('prod-weu').pods.find((it) => it.workload.name === 'payments-api' && !it.goneAt);

    const located = await locateWorkload(connect(), { name: pod?.name ?? '' });
    const asPod = await locateWorkload(connect(), { name: pod?.name ?? '', kind: 'Pod' });

    expect(located).toMatchObject({ kind: 'found', subject: { kind: 'Deployment', name: 'payments-api' } });
    expect(asPod).toEqual(located);
  });

  it('lists no pods for a name that is a workload’s', async () => {
    const { running, connect } = lab();
    running.requests.clear();

    await locateWorkload(connect(), { name: 'payments-api' });

    const listed = running.requests.all().filter((it) => it.api === 'kubernetes');
    expect(listed).toHaveLength(4 * 6);
    expect(listed.map((it) => it.path).join()).not.toMatch(/pods|replicasets/);
  });

  it('offers the places of a name that is in several, and takes the one that was meant', async () => {
    const { connect } = lab();

    const all = await locateWorkload(connect(), { name: 'cart' });
    const one = await locateWorkload(connect(), { name: 'cart', cluster: 'PROD-WEU', namespace: 'shop' });

    expect(all.kind === 'ambiguous' && all.subjects.map((it) => it.cluster.name)).toEqual(['prod-neu', 'prod-weu']);
    expect(one).toMatchObject({ kind: 'found', subject: { name: 'cart', cluster: { name: 'prod-weu' } } });
  });

  it('offers a name that is in another namespace than the one that was said, and does not take it', async () => {
    const located = await locateWorkload(lab().connect(), { name: 'payments-api', namespace: 'shop' });

    expect(located).toMatchObject({ kind: 'ambiguous', subjects: [{ namespace: 'payments' }] });
  });

  it('offers the closest names for one that is nowhere', async () => {
    const located = await locateWorkload(lab().connect(), { name: 'paymets-api' });

    expect(located.kind === 'unknown' && located.closest).toContain('payments-api');
  });

  it('finds a node', async () => {
    const { world, connect } = lab();
    const [node] = world.cluster('prod-weu').nodes;

    const located = await locateWorkload(connect(), { name: node?.name ?? '' });

    expect(located).toMatchObject({ kind: 'found', subject: { kind: 'Node', namespace: '' } });
  });

  it('says that a cluster does not exist, with the closest', async () => {
    const asked = locateWorkload(lab().connect(), { name: 'cart', cluster: 'prod-wue' });

    await expect(asked).rejects.toThrow(UserError);
    await expect(asked).rejects.toThrow('Did you mean prod-weu');
  });

  it('still answers when one cluster does not, and says which', async () => {
    const { running, connect } = lab();
    running.faults.set('kubernetes', { status: 403, match: /prod-neu/ });

    const located = await locateWorkload(connect(), { name: 'payments-api' });

    expect(located).toMatchObject({ kind: 'found', subject: { name: 'payments-api' } });
    expect(located.gaps.map((gap) => gap.what)).toEqual(['workloads of prod-neu']);
  });

  it('does not wait long for a cluster that says nothing once another has the name', async () => {
    const { running, connect } = lab();
    running.faults.set('kubernetes', { hang: true, match: /prod-neu/ });
    const began = performance.now();

    const located = await locateWorkload(connect(AbortSignal.timeout(30_000)), { name: 'payments-api' });

    expect(performance.now() - began).toBeLessThan(9_000);
    expect(located).toMatchObject({ kind: 'found', subject: { cluster: { name: 'prod-weu' } } });
    expect(located.gaps.map((gap) => gap.next)).toEqual(['Say cluster=prod-neu to wait for it.']);
  });

  it('finds the name in the inventory when the Kubernetes API is out of reach', async () => {
    const { running, connect } = lab();
    running.faults.set('kubernetes', { status: 403 });

    const located = await locateWorkload(connect(), { name: 'payments-api', cluster: 'prod-weu' });

    expect(located).toMatchObject({
      kind: 'found',
      subject: { kind: 'Deployment', namespace: 'payments', name: 'payments-api' },
    });
    expect(located.gaps[0]?.next).toMatch(/^Grant the bot's identity Azure Kubernetes Service/);
  });
}, 60_000);

describe('which cluster', () => {
  it('is found by name, case-blind', async () => {
    expect(await locateCluster(lab().connect(), { name: 'Prod-Weu' })).toMatchObject({
      kind: 'found',
      subject: { kind: 'Cluster', name: 'prod-weu' },
    });
  });

  it('is asked when none was named, and there are several', async () => {
    const located = await locateCluster(lab().connect(), {});

    expect(located.kind === 'ambiguous' && located.subjects.length).toBe(4);
  });

  it('is one of the closest when there is none of that name', async () => {
    expect(await locateCluster(lab().connect(), { name: 'prod-wue' })).toMatchObject({
      kind: 'unknown',
      closest: ['prod-weu', 'prod-neu'],
    });
  });
});
