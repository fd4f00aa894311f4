import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { graphKql } from '../../../src/azure/kql.ts';
import { labIdentity } from '../../../src/lab/azure/arm-error.ts';
import { useLabAzure } from '../lab-azure.ts';

const lab = useLabAzure();
const apiVersion = '2026-04-01';
const uuid = /^[0-9a-f-]{36}$/;

function given(name = 'test-neu') {
  const { running, world, connect } = lab();
  const cluster = world.clusters.find((it) => it.name === name) ?? world.cluster('dev-weu');
  const azure = connect();
  return { running, world, cluster, azure, arm: azure.change.arm };
}

describe('writes over Azure Resource Manager', () => {
  it('sets the authorized ranges of a cluster, waits for the end, and sees it in ARM and Resource Graph', async () => {
    const { azure, arm, cluster } = given();
    const before = await arm.get(cluster.id, apiVersion);
    const properties = {
      ...(before.body.properties as object),
      apiServerAccessProfile: { enablePrivateCluster: false, authorizedIPRanges: ['203.0.113.0/24'] },
      disableLocalAccounts: true,
    };

    const changed = await arm.put(cluster.id, apiVersion, { ...before.body, properties }, { etag: before.etag });

    expect(changed.correlationId).toMatch(uuid);
    expect(changed.created).toBe(false);
    expect(changed.resource.body.properties).toMatchObject({
      provisioningState: 'Succeeded',
      disableLocalAccounts: true,
      apiServerAccessProfile: { authorizedIPRanges: ['203.0.113.0/24'] },
    });
    expect(changed.resource.etag).not.toBe(before.etag);
    const query = graphKql`resources | where id =~ ${cluster.id} | project range = tostring(properties.apiServerAccessProfile.authorizedIPRanges[0])`;
    expect((await azure.graph.query(query, z.object({ range: z.string() }))).rows).toEqual([
      { range: '203.0.113.0/24' },
    ]);

    // The old state again, by the body that was read before: what an undo does.
    await arm.put(cluster.id, apiVersion, before.body, { etag: changed.resource.etag });
    expect((await arm.get(cluster.id, apiVersion)).body.properties).toEqual(before.body.properties);
  });

  it('refuses a change by an ETag that is not the resource any more (412)', async () => {
    const { arm, cluster } = given();
    const { body, etag } = await arm.get(cluster.id, apiVersion);
    await arm.patch(cluster.id, apiVersion, { tags: { owner: 'somebody else' } });

    await expect(arm.put(cluster.id, apiVersion, body, { etag })).rejects.toMatchObject({
      reason: 'conflict',
      status: 412,
      outcomeUnknown: false,
      correlationId: expect.stringMatching(uuid),
    });
    expect((await arm.get(cluster.id, apiVersion)).body.tags).toEqual({ owner: 'somebody else' });
  });

  it('does not know the end of a change that the deadline cuts off, and a second one is refused meanwhile (409)', async () => {
    const { running, cluster, arm } = given();
    const { body } = await arm.get(cluster.id, apiVersion);
    running.faults.set('aks', { hang: true, match: /\/operations\// });
    const deadline = AbortSignal.timeout(300);

    await expect(lab().connect(deadline).change.arm.put(cluster.id, apiVersion, body)).rejects.toMatchObject({
      reason: 'timeout',
      outcomeUnknown: true,
    });
    await expect(arm.put(cluster.id, apiVersion, body)).rejects.toMatchObject({ reason: 'conflict', status: 409 });
    running.faults.clear();
    expect((await arm.get(cluster.id, apiVersion)).body.properties).toMatchObject({ provisioningState: 'Updating' });
  });

  it('switches off the admin user and anonymous pulls of a registry', async () => {
    const { world, arm } = given();
    const [registry] = world.registries;
    const properties = { adminUserEnabled: false, anonymousPullEnabled: false, publicNetworkAccess: 'Disabled' };

    await arm.patch(registry?.id ?? '', '2025-11-01', { properties });

    const { body } = await arm.get(registry?.id ?? '', '2025-11-01');
    expect(body.properties).toMatchObject({ ...properties, loginServer: registry?.loginServer });
    // Stable versions before do not tell of anonymous pulls.
    const older = await arm.get(registry?.id ?? '', '2023-07-01');
    expect(older.body.properties).not.toHaveProperty('anonymousPullEnabled');
  });

  it('writes into the Activity Log who changed what, page by page, by the id that the receipt has', async () => {
    const { azure, arm, cluster } = given();
    const from = new Date(Date.now() - 60_000);
    const { correlationId } = await arm.patch(cluster.id, apiVersion, { tags: { n: '1' } });
    await arm.patch(cluster.id, apiVersion, { tags: { n: '2' } });

    const { activities, cut } = await azure.activityLog.of(cluster.id, { from, to: new Date() });

    expect(cut).toBe(false);
    const mine = activities.filter((it) => it.correlationId === correlationId);
    expect(mine.map((it) => it.status)).toEqual(['Succeeded', 'Started']);
    expect(mine[0]).toMatchObject({
      resourceId: cluster.id,
      operation: 'Microsoft.ContainerService/managedClusters/write',
      caller: labIdentity,
    });
    expect(activities.length).toBeGreaterThan(3);
  });

  it('names the right that lacks, on the resource, of a 403', async () => {
    const { running, arm, cluster } = given();
    running.faults.set('aks', { status: 403 });

    await expect(arm.patch(cluster.id, apiVersion, { tags: {} })).rejects.toMatchObject({
      reason: 'forbidden',
      role: 'a role with Microsoft.ContainerService/managedClusters/write',
      target: cluster.id,
    });
  });

  it.each([
    '/subscriptions/s/providers/Microsoft.X/y',
    '/subscriptions/s/../providers/Microsoft.X/y/z',
    '//evil.example/providers/Microsoft.X/y/z',
    '/subscriptions/s/providers/Microsoft.X/y/z?x=1',
    '/subscriptions/s/providers/Microsoft.X/y/z%2f..',
  ])('asks nobody about "%s", which is no resource', async (id) => {
    const { running, azure, arm } = given();
    running.requests.clear();

    await expect(arm.patch(id, apiVersion, {})).rejects.toMatchObject({ reason: 'malformed', outcomeUnknown: false });
    const window = { from: new Date(), to: new Date() };
    await expect(azure.activityLog.of(id, window)).rejects.toMatchObject({ reason: 'malformed' });

    expect(running.requests.all()).toEqual([]);
  });
});
