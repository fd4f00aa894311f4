import { describe, expect } from 'vitest';
import { ann, bob, story } from './story.ts';

describe('from the estate to a log line', () => {
  story('five presses in one thread lead from all clusters to the log of the container that dies', async ({ as }) => {
    const help = await as(ann).says('help clusters');

    const clusters = await as(ann).presses(help, 'clusters');
    clusters.shows(
      'critical: prod-weu',
      'payments-api is OOM-killed again and again',
      'By subscription and environment',
    );

    const nodes = await as(ann).presses(clusters, 'prod-weu');
    nodes.shows('nodes in prod-weu', 'in trouble: payments-api', /CPU [\d.]+ of [\d.]+ cores/, 'pool user');

    const [node = ''] = nodes.buttons.map(({ title }) => title);
    const controllers = await as(bob).presses(nodes, node);
    controllers.shows(`workloads on ${node}`, 'critical: payments-api', '1 pod here');

    const containers = await as(bob).presses(controllers, 'payments-api');
    containers.shows('containers of payments-api', 'last ended OOMKilled (137)', 'contoso.azurecr.io/payments-api:1.8');

    const [container = ''] = containers.buttons.map(({ title }) => title);
    const log = await as(ann).presses(containers, container);
    log.shows('container api of payments-api-', 'Before the restart');

    expect(new Set([clusters, nodes, controllers, containers, log].map(({ post }) => post.rootId)).size).toBe(1);
    (await as(ann).says('pods', log)).shows('pods of payments-api', 'OOMKilled');
  });

  story(
    'the same works where the Kubernetes API is out of reach, and says so',
    async ({ as }) => {
      const clusters = await as(ann).says('which clusters are critical');
      const nodes = await as(ann).presses(clusters, 'prod-neu');
      nodes.shows('KubeNodeInventory', 'in trouble: cart', 'Log Analytics');

      const controllers = await as(ann).presses(nodes, nodes.buttons[0]?.title ?? '');
      controllers.shows('critical: cart', 'Deployments', 'KubePodInventory');
      const containers = await as(ann).presses(controllers, 'cart');
      containers.shows('last ended OOMKilled', 'KubePodInventory');
      const log = await as(ann).presses(containers, containers.buttons[0]?.title ?? '');
      log.shows('container cart of cart-', 'ContainerLogV2');
    },
    'private-cluster',
  );
});
