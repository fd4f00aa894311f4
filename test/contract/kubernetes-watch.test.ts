import { KubeConfig, Watch } from '@kubernetes/client-node';
import { afterEach, expect, it, vi } from 'vitest';
import { labToken } from '../../src/lab/azure/lab-token.ts';
import { begin, useChangingCluster } from './changing-cluster.ts';

const cluster = useChangingCluster();
const pods = '/api/v1/namespaces/shop/pods';
const carts = { labelSelector: 'app=cart' };
let ends: AbortController[] = [];
afterEach(() => {
  for (const end of ends) end.abort();
  ends = [];
});

const soon = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

interface Event {
  type: string;
  object: { metadata: { name: string; resourceVersion: string }; message?: string; code?: number };
}

function address(path: string): { server: string; token: string } {
  const host = cluster.world.cluster('prod-weu').fqdn;
  const token = labToken('6dae42f8-4368-4678-94ff-3960e28e3630', Date.now() + 60_000);
  return { server: `${cluster.running.url}/api-server/${host}${path}`, token };
}

/** What the official client tells of a watch. */
async function watching(path: string, query: Record<string, string>) {
  const { server, token } = address('');
  const config = new KubeConfig();
  config.loadFromClusterAndUser({ name: 'c', server, skipTLSVerify: true }, { name: 'u', token });
  const events: Event[] = [];
  let ended: unknown = 'no';
  const told = (type: string, object: Event['object']) => void events.push({ type, object });
  const end = await new Watch(config).watch(path, query, told, (error) => {
    ended = error;
  });
  ends.push(end);
  return {
    events,
    told: () => events.map(({ type }) => type),
    names: (type: string) => events.filter((it) => it.type === type).map(({ object }) => object.metadata.name),
    ended: () => soon(() => expect(ended).not.toBe('no')).then(() => ended),
  };
}

async function read(path: string): Promise<{ metadata: { resourceVersion: string }; items: Event['object'][] }> {
  const { server, token } = address(path);
  return (await fetch(server, { headers: { authorization: `Bearer ${token}` } })).json() as never;
}

it('tells of a roll-out as it goes on, from the version of a list', async () => {
  const { metadata, items } = await read(`${pods}?labelSelector=app%3Dcart`);
  const old = items.map((it) => it.metadata.name).sort();
  const watch = await watching(pods, { ...carts, resourceVersion: metadata.resourceVersion });
  const deployment = await watching('/apis/apps/v1/namespaces/shop/deployments', {
    fieldSelector: 'metadata.name=cart',
    resourceVersion: metadata.resourceVersion,
  });

  const annotations = { 'kubectl.kubernetes.io/restartedAt': begin.toISOString() };
  await cluster.patch('deployments', 'shop/cart', { spec: { template: { metadata: { annotations } } } });
  await soon(() => expect(deployment.told()).toContain('MODIFIED'));
  cluster.later(120);

  await soon(() => expect(watch.names('DELETED').sort()).toEqual(old));
  expect(new Set(watch.names('ADDED')).size).toBe(2);
  expect(watch.names('ADDED').filter((it) => old.includes(it))).toEqual([]);
  expect(new Set(deployment.events.map(({ object }) => object.metadata.name))).toEqual(new Set(['cart']));
  const versions = watch.events.map(({ object }) => Number(object.metadata.resourceVersion));
  expect(Math.min(...versions)).toBeGreaterThan(Number(metadata.resourceVersion));
});

it('tells first of all that is there without a version, and of what happened meanwhile with an older one', async () => {
  const { metadata, items } = await read(`${pods}?labelSelector=app%3Dcart`);
  const [gone, kept] = items.map((it) => it.metadata.name);
  await cluster.patch('pods', `shop/${kept}`, { metadata: { labels: { seen: 'yes' } } });
  const { azure, id } = cluster;
  const uid = (await azure.kubernetes.object(id, 'pods', gone ?? '', 'shop'))?.metadata?.uid ?? '';
  await azure.change.kubernetes.evict(id, { name: gone ?? '', namespace: 'shop' }, { uid, dryRun: false });
  cluster.later(60);

  const anew = await watching(pods, carts);
  const since = await watching(pods, { ...carts, resourceVersion: metadata.resourceVersion });

  await soon(() => expect(anew.told()).toEqual(['ADDED', 'ADDED']));
  await soon(() => expect(since.told()).toEqual(['DELETED', 'MODIFIED', 'ADDED']));
  expect([since.names('DELETED'), since.names('MODIFIED')]).toEqual([[gone], [kept]]);
});

it('ends after timeoutSeconds with a bookmark for who wants one, and says when a version is too old', async () => {
  const { metadata } = await read(pods);
  const { resourceVersion } = metadata;
  const whole = await watching(pods, { resourceVersion, timeoutSeconds: '1', allowWatchBookmarks: 'true' });
  const old = await watching(pods, { resourceVersion: '12' });

  expect(await old.ended()).toBeNull();
  expect(old.events).toMatchObject([
    { type: 'ERROR', object: { code: 410, message: expect.stringContaining('too old resource version: 12 (') } },
  ]);
  expect(await whole.ended()).toBeNull();
  expect(whole.told()).toEqual(['BOOKMARK']);
  expect(Number(whole.events[0]?.object.metadata.resourceVersion)).toBeGreaterThanOrEqual(Number(resourceVersion));
  await expect(watching(pods, { resourceVersion: 'x' }).then((it) => it.ended())).resolves.toBeInstanceOf(Error);
});
