import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clustersOf, registriesOf } from '../../src/azure/estate.ts';
import { graphKql, kql } from '../../src/azure/kql.ts';
import { subscriptionsOf } from '../../src/azure/subscriptions-of.ts';
import { questions, useLabAzure } from './lab-azure.ts';

const lab = useLabAzure();
const Name = z.object({ name: z.string() });

describe.each(questions)('$service over HTTP', ({ api, ask }) => {
  it('answers', async () => {
    const { connect, world } = lab();

    const answer = await ask(connect(), world);

    expect(answer).toBeInstanceOf(Array);
    if (api !== 'defender') expect(answer).not.toHaveLength(0);
  });

  // A cluster that exists is never empty.
  if (api === 'aks') return;

  it('answers nothing when there is nothing', async () => {
    const { running, connect, world } = lab();
    running.faults.set(api, { empty: true });

    await expect(ask(connect(), world)).resolves.toEqual([]);
  });
});

describe('lists that are longer than a page', () => {
  it('of Resource Graph are read to their end', async () => {
    const { running, connect } = lab();
    running.requests.clear();

    // Every row with every other: some thousands.
    const { rows, truncated } = await connect().graph.query(
      graphKql`securityresources | extend one = 1 | join kind=inner (securityresources | extend one = 1 | project one, name) on one | project name = name1`,
      Name,
    );

    expect(rows.length).toBeGreaterThan(1_000);
    expect(truncated).toBe(false);
    expect(running.requests.all().length).toBe(Math.ceil(rows.length / 1_000));
  });

  it('of Resource Graph say so when the service cut them off', async () => {
    const { running, connect } = lab();
    running.faults.set('resource-graph', { partial: true });

    await expect(connect().graph.query(graphKql`resources | project name`, Name)).resolves.toMatchObject({
      truncated: true,
    });
  });

  it('of the Kubernetes API are read to their end', async () => {
    const { running, world, connect } = lab();
    const cluster = world.cluster('dev-weu');
    const [pod] = cluster.pods;
    if (!pod) throw new Error('dev-weu has no pods');
    const before = await connect().kubernetes.list(cluster.id, 'pods');
    for (let i = 0; i < 1_100; i++) cluster.pods.push({ ...pod, name: `copy-${i}`, uid: `copy-${i}` });
    running.requests.clear();

    const pods = await connect().kubernetes.list(cluster.id, 'pods');

    expect(pods).toHaveLength(before.length + 1_100);
    expect(running.requests.all().length).toBe(3);
  });

  it('of a registry are read to their end', async () => {
    const { world, connect } = lab();
    const registry = world.registry('contosodev.azurecr.io');
    const [image] = registry?.images ?? [];
    if (!registry || !image) throw new Error('contosodev has no images');
    for (let i = 0; i < 250; i++) registry.images.push({ ...image, repository: `copy/${i}` });

    const repositories = await connect().registry.repositories('contosodev.azurecr.io');

    expect(repositories.filter((name) => name.startsWith('copy/'))).toHaveLength(250);
  });

  it('of Defender are read to their end', async () => {
    const { world, connect } = lab();
    const cluster = world.cluster('prod-neu');
    for (let i = 0; i < 5; i++) {
      world.alerts.push({
        name: `alert-${i}`,
        cluster,
        type: 'K8S.NODE_ImageBinaryInMemory',
        title: 'Suspicious process',
        description: 'A process ran from memory.',
        severity: 'High',
        status: 'Active',
        startTime: new Date(),
      } as (typeof world.alerts)[number]);
    }

    const alerts = await connect().defender.alerts(cluster.subscription.id);

    expect(alerts.filter(({ title }) => title === 'Suspicious process')).toHaveLength(5);
    expect(alerts[0]?.resourceId).toMatch(/managedClusters/i);
  });
});

it('hands out the rows of a partial Log Analytics result, and says that they are not all', async () => {
  const { running, world, connect } = lab();
  running.faults.set('log-analytics', { partial: true });
  const to = new Date();

  const answer = await connect().logs.query(
    world.cluster('prod-weu').workspace.customerId,
    kql`KubePodInventory | where Namespace in (${['payments', 'shop']}) | project Name`,
    z.object({ Name: z.string() }),
    { from: new Date(to.getTime() - 600_000), to },
  );

  expect(answer.rows).not.toHaveLength(0);
  expect(answer.partial).toMatch(/\w+/);
});

it('knows the estate: four clusters with their workspaces, two registries, their subscriptions', async () => {
  const { world, connect } = lab();

  const [clusters, registries, subscriptions] = await Promise.all([
    clustersOf(connect()),
    registriesOf(connect()),
    subscriptionsOf(connect()),
  ]);

  expect(clusters.map(({ name, workspace }) => [name, workspace?.customerId])).toEqual(
    world.clusters.map(({ name, workspace }) => [name, workspace.customerId]).sort(),
  );
  expect(registries.map(({ loginServer }) => loginServer)).toEqual(
    world.registries.map(({ loginServer }) => loginServer).sort(),
  );
  expect(subscriptions).toEqual([...new Set(world.clusters.map(({ subscription }) => subscription.id))].sort());
});

it("resolves a tag to the digest that the registry holds, and reads a container's last words", async () => {
  const { world, connect } = lab();
  const cluster = world.cluster('prod-weu');
  const workload = world.workload('prod-weu', 'payments', 'payments-api');
  const image = workload.containers[0]?.image;
  const pod = world.pods(cluster, new Date()).find((it) => it.workload === workload);
  if (!image || !pod) throw new Error('payments-api does not run');

  await expect(
    connect().registry.manifest(image.registry, image.repository, image.tags[0] ?? ''),
  ).resolves.toMatchObject({ digest: image.digest });
  const container = { namespace: 'payments', name: pod.name, container: workload.containers[0]?.name ?? '' };
  await expect(connect().kubernetes.log(cluster.id, container, { previous: false, tailLines: 5 })).resolves.toMatch(
    /\S/,
  );
});
