import { describe, expect, it } from 'vitest';
import { type Said, type Seen, useStubAzure } from './stub-azure.ts';

const stub = useStubAzure();
const clusterId =
  '/subscriptions/5f1d3b8e-0000-4000-8000-000000000001/resourceGroups/rg-prod/providers/Microsoft.ContainerService/managedClusters/prod-weu';

const kubeconfig = ({
  user = 'exec: { apiVersion: v1, command: kubelogin }',
  server = 'https://prod-weu.hcp.azmk8s.io:443',
} = {}): Said => {
  const yaml = `apiVersion: v1
kind: Config
current-context: prod-weu
clusters: [{ name: prod-weu, cluster: { server: '${server}' } }]
users: [{ name: me, user: { ${user} } }]
contexts: [{ name: prod-weu, context: { cluster: prod-weu, user: me } }]
`;
  return { body: { kubeconfigs: [{ name: 'clusterUser', value: Buffer.from(yaml).toString('base64') }] } };
};
const isArm = ({ host }: Seen) => host === 'management.azure.com';
const pods = (names: string[], next?: string): Said => ({
  body: {
    kind: 'PodList',
    apiVersion: 'v1',
    metadata: { continue: next },
    items: names.map((name) => ({ metadata: { name, creationTimestamp: '2026-11-25T01:00:00Z' } })),
  },
});
const toKubernetes = () => stub.seen.filter((request) => !isArm(request));

describe('the Kubernetes API', () => {
  it("is asked with an Entra token of the bot, never with the kubeconfig's command", async () => {
    stub.says((request) => (isArm(request) ? kubeconfig() : pods(['payments-api-1'])));

    const [pod] = await stub.azure().kubernetes.list(clusterId, 'pods', 'shop');

    expect(pod?.metadata).toMatchObject({
      name: 'payments-api-1',
      creationTimestamp: new Date('2026-11-25T01:00:00Z'),
    });
    expect(stub.seen[0]).toMatchObject({ method: 'POST', path: `${clusterId}/listClusterUserCredential` });
    expect(stub.seen[1]?.path).toBe('/api/v1/namespaces/shop/pods');
    expect(stub.seen[1]?.headers.authorization).toBe('Bearer token-for-6dae42f8-4368-4678-94ff-3960e28e3630/.default');
  });

  it("is asked with the kubeconfig's own token where it has one", async () => {
    stub.says((request) => (isArm(request) ? kubeconfig({ user: 'token: local-token' }) : pods([])));

    await stub.azure().kubernetes.list(clusterId, 'pods');

    expect(stub.seen[1]?.headers.authorization).toBe('Bearer local-token');
  });

  it('lists page by page to the end', async () => {
    stub.says((request) => {
      if (isArm(request)) return kubeconfig();
      return request.query.get('continue') === 'more' ? pods(['b']) : pods(['a'], 'more');
    });

    const found = await stub.azure().kubernetes.list(clusterId, 'pods');

    expect(found.map((pod) => pod.metadata?.name)).toEqual(['a', 'b']);
    expect(toKubernetes().map(({ path, query }) => `${path} ${query.get('limit')}`)).toEqual(
      Array(2).fill('/api/v1/pods 500'),
    );
  });

  it('starts a list again when its continuation has expired', async () => {
    stub.says((request) => {
      if (isArm(request)) return kubeconfig();
      if (request.query.has('continue')) return { status: 410, body: { kind: 'Status', reason: 'Expired' } };
      return toKubernetes().length === 1 ? pods(['a'], 'old') : pods(['a', 'b']);
    });

    await expect(stub.azure().kubernetes.list(clusterId, 'pods')).resolves.toHaveLength(2);
  });

  it.each([
    ['nodes', '/api/v1/nodes'],
    ['events', '/api/v1/events'],
    ['deployments', '/apis/apps/v1/deployments'],
    ['replicasets', '/apis/apps/v1/replicasets'],
    ['statefulsets', '/apis/apps/v1/statefulsets'],
    ['daemonsets', '/apis/apps/v1/daemonsets'],
    ['jobs', '/apis/batch/v1/jobs'],
    ['cronjobs', '/apis/batch/v1/cronjobs'],
  ] as const)('lists %s', async (kind, path) => {
    stub.says((request) =>
      isArm(request) ? kubeconfig() : { body: { metadata: {}, items: [{ metadata: { name: 'it' } }] } },
    );

    await expect(stub.azure().kubernetes.list(clusterId, kind)).resolves.toMatchObject([{ metadata: { name: 'it' } }]);

    expect(stub.seen[1]?.path).toBe(path);
  });

  it('reads one object, and knows nothing of one that is gone or can be called nothing', async () => {
    stub.says((request) => {
      if (isArm(request)) return kubeconfig();
      return request.path.endsWith('/gone')
        ? { status: 404, body: { kind: 'Status' } }
        : { body: { metadata: { name: 'api' } } };
    });
    const { kubernetes } = stub.azure();

    const found = await Promise.all(
      ['api', 'gone', '..', 'a/b'].map((name) => kubernetes.object(clusterId, 'deployments', name, 'shop')),
    );

    expect(found.map((it) => it?.metadata?.name)).toEqual(['api', undefined, undefined, undefined]);
    expect(toKubernetes().map(({ path }) => path)).toEqual([
      '/apis/apps/v1/namespaces/shop/deployments/api',
      '/apis/apps/v1/namespaces/shop/deployments/gone',
    ]);
  });

  it('reads the last lines of the container before this one', async () => {
    stub.says((request) => (isArm(request) ? kubeconfig() : { body: 'out of memory\nbye\n' }));

    const log = await stub
      .azure()
      .kubernetes.log(
        clusterId,
        { namespace: 'shop', name: 'api-1', container: 'api' },
        { previous: true, tailLines: 20 },
      );

    expect(log).toBe('out of memory\nbye\n');
    expect(Object.fromEntries(stub.seen[1]?.query ?? [])).toMatchObject({
      container: 'api',
      previous: 'true',
      tailLines: '20',
    });
  });

  it('asks for fewer lines of a log whose end would be cut off by its size', async () => {
    const long = 'x'.repeat(255 * 1024);
    stub.says((request) => {
      if (isArm(request)) return kubeconfig();
      return { body: request.query.get('tailLines') === '400' ? `${long}${long}`.slice(0, 256 * 1024) : 'the end' };
    });
    const pod = { namespace: 'shop', name: 'api-1', container: 'api' };

    await expect(stub.azure().kubernetes.log(clusterId, pod, { previous: false, tailLines: 400 })).resolves.toBe(
      'the end',
    );
  });

  it('reads four pages of a whole cluster at once, and those of a namespace beside them', async () => {
    const asking = new AbortController();
    const isWide = ({ path }: Seen) => !path.includes('/namespaces/');
    const four = Promise.withResolvers<void>();
    stub.says((request) => {
      if (isArm(request)) return kubeconfig();
      if (toKubernetes().filter(isWide).length === 4) four.resolve();
      return isWide(request) ? { hang: true } : pods(['a']);
    });
    const { kubernetes } = stub.azure({ signal: asking.signal });

    const kinds = ['pods', 'events', 'services', 'deployments', 'jobs', 'endpoints', 'configmaps'] as const;
    const wide = Promise.allSettled(kinds.map((kind) => kubernetes.list(clusterId, kind)));
    await four.promise;
    for (const namespace of ['shop', 'bank']) await kubernetes.list(clusterId, 'pods', namespace);
    const wideAsked = toKubernetes().filter(isWide);
    asking.abort();

    expect(wideAsked).toHaveLength(4);
    expect((await wide).map(({ status }) => status)).toEqual(kinds.map(() => 'rejected'));
  });

  it('reads a kubeconfig once for many who ask at the same time', async () => {
    stub.says((request) => (isArm(request) ? kubeconfig() : pods([])));
    const { kubernetes } = stub.azure();

    await Promise.all([
      kubernetes.list(clusterId, 'pods'),
      kubernetes.list(clusterId.toUpperCase(), 'nodes'),
      kubernetes.list(clusterId, 'events'),
    ]);

    expect(stub.seen.filter(isArm)).toHaveLength(1);
  });

  it('reads the kubeconfig anew when the API server does not accept it any more', async () => {
    stub.says((request) => {
      if (isArm(request)) return kubeconfig({ user: `token: token-${stub.seen.filter(isArm).length}` });
      return request.headers.authorization === 'Bearer token-2' ? pods(['a']) : { status: 401, body: {} };
    });

    await expect(stub.azure().kubernetes.list(clusterId, 'pods')).resolves.toHaveLength(1);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [429, 'throttled'],
    [503, 'unavailable'],
    [504, 'timeout'],
  ])('turns %i into "%s"', async (status, reason) => {
    stub.says((request) =>
      isArm(request) ? kubeconfig() : { status, headers: { 'retry-after': '60' }, body: { kind: 'Status' } },
    );

    await expect(stub.azure().kubernetes.list(clusterId, 'pods')).rejects.toMatchObject({
      service: 'Kubernetes API',
      reason,
      status,
      target: 'cluster prod-weu',
    });
  });

  it('says so when the credentials themselves are refused', async () => {
    stub.says(() => ({ status: 403, body: { error: { code: 'AuthorizationFailed', message: 'no' } } }));

    await expect(stub.azure().kubernetes.list(clusterId, 'pods')).rejects.toMatchObject({
      service: 'Kubernetes API',
      reason: 'forbidden',
    });
  });

  it('never speaks to an API server without TLS, nor to a kubeconfig that is not one', async () => {
    stub.says(() => kubeconfig({ server: 'http://prod-weu' }));
    await expect(stub.azure().kubernetes.list(clusterId, 'pods')).rejects.toMatchObject({ reason: 'refused' });

    stub.says(() => ({ body: { kubeconfigs: [{ name: 'it', value: Buffer.from('}{').toString('base64') }] } }));
    await expect(stub.azure().kubernetes.list(clusterId, 'pods')).rejects.toMatchObject({ reason: 'malformed' });
  });

  it('ends with the deadline, and one who gives up does not take the kubeconfig from the others', async () => {
    const patient = stub.azure();
    stub.says((request) => (isArm(request) ? kubeconfig() : { hang: true }));

    await expect(
      stub.azure({ signal: AbortSignal.timeout(100) }).kubernetes.list(clusterId, 'pods'),
    ).rejects.toMatchObject({ reason: 'timeout' });

    stub.says((request) => (isArm(request) ? kubeconfig() : pods(['a'])));
    await expect(patient.kubernetes.list(clusterId, 'pods')).resolves.toHaveLength(1);
  });

  it('calls a list without items malformed', async () => {
    stub.says((request) => (isArm(request) ? kubeconfig() : { body: { metadata: {} } }));

    await expect(stub.azure().kubernetes.list(clusterId, 'pods')).rejects.toMatchObject({ reason: 'malformed' });
  });
});
