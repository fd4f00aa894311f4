import { AppsV1Api, CoreV1Api, DiscoveryV1Api, KubeConfig, StorageV1Api } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { imageNotFound } from '../../../src/lab/scenarios/image-not-found.ts';
import { privateCluster } from '../../../src/lab/scenarios/private-cluster.ts';
import { armCluster } from '../../../src/lab/world/graph/arm-cluster.ts';
import { setUsualTroubles } from '../../../src/lab/world/world.ts';
import { givenAzure, noon } from './given-azure.ts';

const given = givenAzure();

function config(name = 'prod-weu'): KubeConfig {
  const real = { name, server: `https://${given.world.cluster(name).fqdn}:443`, skipTLSVerify: false };
  const kube = new KubeConfig();
  kube.loadFromOptions({
    clusters: [given.azure.transport.kubernetesCluster?.(real) ?? real],
    users: [{ name: 'bot', token: 'token' }],
    contexts: [{ name, cluster: name, user: 'bot' }],
    currentContext: name,
  });
  return kube;
}
const core = (name?: string) => config(name).makeApiClient(CoreV1Api);

describe('the Kubernetes API of the range', () => {
  it('shows payments-api killed by its limit on every replica, lately and seven times', async () => {
    const { items } = await core().listNamespacedPod({ namespace: 'payments', labelSelector: 'app=payments-api' });

    expect(items).toHaveLength(3);
    for (const pod of items) {
      const status = pod.status?.containerStatuses?.find((it) => it.name === 'api');
      expect(status).toMatchObject({
        restartCount: 7,
        lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
      });
      expect(noon.getTime() - (status?.lastState?.terminated?.finishedAt?.getTime() ?? 0)).toBeLessThan(600_000);
      expect(pod.spec?.containers[0]?.resources?.limits).toMatchObject({ memory: '256Mi' });
    }
  });

  it('pages a list with limit and continue', async () => {
    const first = await core().listPodForAllNamespaces({ limit: 40 });
    const token = first.metadata?._continue;
    const second = await core().listPodForAllNamespaces({ limit: 400, ...(token && { _continue: token }) });

    expect(first.items).toHaveLength(40);
    expect(first.metadata?.remainingItemCount).toBe(second.items.length);
    expect(second.metadata?._continue).toBeUndefined();
  });

  it('keeps what a deployment rolled out before', async () => {
    const { items } = await config().makeApiClient(AppsV1Api).listNamespacedReplicaSet({ namespace: 'payments' });

    const images = items
      .filter((it) => it.metadata?.labels?.app === 'payments-api')
      .map((it) => it.spec?.template?.spec?.containers[0]?.image);
    expect(images.sort()).toEqual(['contoso.azurecr.io/payments-api:1.7', 'contoso.azurecr.io/payments-api:1.8']);
  });

  it('tells of the kill by an event on the node, whose text alone names the victim', async () => {
    const { items } = await core().listEventForAllNamespaces();

    const kill = items.find((it) => it.reason === 'OOMKilling');
    expect(kill?.involvedObject.kind).toBe('Node');
    expect(kill?.message).toMatch(/^Memory cgroup out of memory: Killed process \d+ \(dotnet\)/);
  });

  it('gives the log of the run before, and its last lines alone when asked', async () => {
    const [pod] = (await core().listNamespacedPod({ namespace: 'payments', labelSelector: 'app=payments-api' })).items;

    const log = await core().readNamespacedPodLog({
      namespace: 'payments',
      name: pod?.metadata?.name ?? '',
      container: 'api',
      previous: true,
      tailLines: 20,
    });

    expect(log.trim().split('\n')).toHaveLength(20);
    expect(log).toContain('gc pressure');
  });

  it('answers with a Status when there is no such pod, or no run before', async () => {
    const [calm] = (await core().listNamespacedPod({ namespace: 'shop', labelSelector: 'app=cart' })).items;

    await expect(core().readNamespacedPod({ namespace: 'payments', name: 'nobody' })).rejects.toMatchObject({
      code: 404,
      body: expect.stringContaining('pods \\"nobody\\" not found'),
    });
    await expect(
      core().readNamespacedPodLog({
        namespace: 'shop',
        name: calm?.metadata?.name ?? '',
        container: 'cart',
        previous: true,
      }),
    ).rejects.toMatchObject({ code: 400 });
  });

  it('refuses by resource and scope, as the API server says it', async () => {
    given.azure.faults.set('kubernetes', { status: 403 });

    await expect(core().listNode()).rejects.toMatchObject({
      code: 403,
      body: expect.stringContaining('cannot list resource'),
    });
  });

  it('gives services, what is behind them, storage, settings and quotas', async () => {
    const discovery = config().makeApiClient(DiscoveryV1Api);
    const [slices, claims, classes, secrets] = await Promise.all([
      discovery.listNamespacedEndpointSlice({ namespace: 'shop', labelSelector: 'kubernetes.io/service-name=cart' }),
      core().listNamespacedPersistentVolumeClaim({ namespace: 'shop' }),
      config().makeApiClient(StorageV1Api).listStorageClass(),
      core().listNamespacedSecret({ namespace: 'identity' }),
    ]);

    expect(slices.items.map((it) => it.endpoints?.map(({ conditions }) => conditions?.ready))).toEqual([[true, true]]);
    expect(claims.items.map((it) => [it.metadata?.name, it.status?.phase])).toEqual([['data-orders-db-0', 'Bound']]);
    expect(classes.items.map((it) => it.metadata?.name)).toContain(claims.items[0]?.spec?.storageClassName);
    expect(secrets.items.map((it) => [it.metadata?.name, it.data])).toContainEqual([
      'login-api',
      { password: expect.any(String), 'connection-string': expect.any(String) },
    ]);
  });

  it('says of a container that has never started that it has no log yet', async () => {
    const world = given.world;
    imageNotFound.apply(world);
    const { items } = await core().listNamespacedPod({ namespace: 'shop', labelSelector: 'app=cart' });
    const waiting = items.find((it) => it.status?.phase === 'Pending');
    const log = { namespace: 'shop', name: waiting?.metadata?.name ?? '', container: 'cart' };

    await expect(core().readNamespacedPodLog(log)).rejects.toMatchObject({
      code: 400,
      body: expect.stringContaining('is waiting to start: trying and failing to pull image'),
    });
    setUsualTroubles(world);
  });

  it('cannot be reached for a private cluster, which fails at once and whose ARM body says that it is one', async () => {
    privateCluster.apply(given.world);
    const url = `${given.azure.url}/api-server/${given.world.cluster('prod-neu').fqdn}/api/v1/nodes`;

    const asked = AbortSignal.timeout(2_000);
    await expect(fetch(url, { headers: { authorization: 'Bearer token' }, signal: asked })).rejects.toThrow(
      'fetch failed',
    );
    expect(asked.aborted).toBe(false);
    expect((await core().listNode()).items).toHaveLength(6);
    expect(armCluster(given.world.cluster('prod-neu'), noon).properties).toMatchObject({
      privateFQDN: expect.stringContaining('.privatelink.northeurope.azmk8s.io'),
      apiServerAccessProfile: { enablePrivateCluster: true },
    });
    setUsualTroubles(given.world);
  });

  it('has one cluster out of reach while the others answer', async () => {
    given.azure.faults.set('kubernetes', { status: 503, match: /^prod-neu/ });

    await expect(core('prod-neu').listNode()).rejects.toMatchObject({ code: 503 });
    expect((await core('prod-weu').listNode()).items).toHaveLength(6);
  });
});
