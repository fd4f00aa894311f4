import { describe, expect, it } from 'vitest';
import type { KubernetesChanges } from '../../src/azure/kubernetes-changes.ts';
import { type Said, type Seen, useStubAzure } from './stub-azure.ts';

const stub = useStubAzure();
const clusterId =
  '/subscriptions/5f1d3b8e-0000-4000-8000-000000000001/resourceGroups/rg-prod/providers/Microsoft.ContainerService/managedClusters/prod-weu';
const yaml = `apiVersion: v1
kind: Config
current-context: a
clusters: [{ name: a, cluster: { server: 'https://prod-weu.hcp.azmk8s.io:443' } }]
users: [{ name: me, user: { exec: { apiVersion: v1, command: kubelogin } } }]
contexts: [{ name: a, context: { cluster: a, user: me } }]
`;
const kubeconfig: Said = { body: { kubeconfigs: [{ name: 'u', value: Buffer.from(yaml).toString('base64') }] } };
const isArm = ({ host }: Seen) => host === 'management.azure.com';
const written = () => stub.seen.filter((request) => !isArm(request));
const answers = (...said: Said[]) => {
  let next = 0;
  stub.says((request) => (isArm(request) ? kubeconfig : (said[Math.min(next++, said.length - 1)] ?? {})));
};
const status = (code: number, reason: string, message: string, details: object = {}): Said => ({
  status: code,
  body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', reason, message, details, code },
});
const cart = { namespace: 'shop', name: 'cart' };
const pod = { namespace: 'shop', name: 'cart-1' };
const scale = (changes: KubernetesChanges, dryRun = false) =>
  changes.patch(
    clusterId,
    'deployments',
    cart,
    { spec: { replicas: 3 } },
    { type: 'merge', resourceVersion: '7', dryRun },
  );
const object: Said = { body: { metadata: { name: 'cart', creationTimestamp: '2026-11-25T01:00:00Z' } } };

describe('a change of Kubernetes', () => {
  it('is a patch of one version of an object, by a field manager of its own', async () => {
    answers(object);
    const { change } = stub.azure();
    const options = { resourceVersion: '7', dryRun: true };

    const after = await change.kubernetes.patch(
      clusterId,
      'deployments',
      cart,
      { metadata: { labels: { a: 'b' } } },
      { ...options, type: 'strategic-merge' },
    );
    await change.kubernetes.patch(clusterId, 'nodes', { name: 'n1' }, [{ op: 'remove', path: '/spec/x' }], {
      ...options,
      dryRun: false,
      type: 'json',
    });

    expect(after.metadata?.creationTimestamp).toEqual(new Date('2026-11-25T01:00:00Z'));
    const [tried, made] = written();
    expect(tried).toMatchObject({ method: 'PATCH', path: '/apis/apps/v1/namespaces/shop/deployments/cart' });
    expect(tried?.headers['content-type']).toBe('application/strategic-merge-patch+json');
    expect(JSON.parse(tried?.body ?? '')).toEqual({ metadata: { labels: { a: 'b' }, resourceVersion: '7' } });
    expect(Object.fromEntries(tried?.query ?? [])).toEqual({
      dryRun: 'All',
      fieldManager: 'watchkeeper',
      fieldValidation: 'Strict',
    });
    expect(made).toMatchObject({ path: '/api/v1/nodes/n1' });
    expect(made?.query.has('dryRun')).toBe(false);
    expect(JSON.parse(made?.body ?? '')[0]).toEqual({ op: 'replace', path: '/metadata/resourceVersion', value: '7' });
  });

  it('applies, removes and evicts what is meant and nothing else', async () => {
    answers(object);
    const { kubernetes } = stub.azure().change;

    await kubernetes.apply(
      clusterId,
      'networkpolicies',
      { metadata: cart, spec: { podSelector: {} } },
      { dryRun: false },
    );
    await kubernetes.remove(clusterId, 'clusterrolebindings', { name: 'team:admins' }, { uid: 'u1', dryRun: true });
    await kubernetes.evict(clusterId, pod, { uid: 'u2', dryRun: true });

    const [applied, removed, evicted] = written();
    expect(applied?.headers['content-type']).toBe('application/apply-patch+yaml');
    expect(applied?.query.get('force')).toBe('false');
    expect(JSON.parse(applied?.body ?? '')).toMatchObject({
      kind: 'NetworkPolicy',
      apiVersion: 'networking.k8s.io/v1',
    });
    expect(removed).toMatchObject({
      method: 'DELETE',
      path: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/team:admins',
    });
    expect(JSON.parse(removed?.body ?? '')).toMatchObject({ preconditions: { uid: 'u1' }, dryRun: ['All'] });
    expect(evicted).toMatchObject({ method: 'POST', path: '/api/v1/namespaces/shop/pods/cart-1/eviction' });
    expect(JSON.parse(evicted?.body ?? '').deleteOptions).toEqual({ preconditions: { uid: 'u2' }, dryRun: ['All'] });
    expect(evicted?.query.get('dryRun')).toBe('All');
  });

  const cannot =
    'deployments.apps "cart" is forbidden: User "x" cannot patch resource "deployments" in API group "apps"';
  const budget = {
    causes: [{ reason: 'DisruptionBudget', message: 'The disruption budget cart needs 2 healthy pods' }],
  };
  it.each<[string, Said, object]>([
    ['another version of the object', status(409, 'Conflict', 'the object has been modified'), { why: 'conflict' }],
    ['an object that is there', status(409, 'AlreadyExists', 'already exists'), { why: 'exists' }],
    [
      'a role that lacks the right',
      status(403, 'Forbidden', cannot),
      { why: 'forbidden', reason: 'forbidden', message: 'does not let the bot patch deployments.apps in shop (403)' },
    ],
    [
      'a policy',
      status(403, 'Forbidden', 'admission webhook "validation.gatekeeper.sh" denied the request'),
      { why: 'denied' },
    ],
    [
      'a webhook that is away',
      status(500, 'InternalError', 'Internal error occurred: failed calling webhook "a.b"'),
      { why: 'denied' },
    ],
    ['no such object', status(404, 'NotFound', 'not found'), { why: 'missing', reason: 'not-found' }],
    [
      'an invalid object',
      status(422, 'Invalid', 'spec.replicas:\n must be\u0007 positive'),
      { why: 'invalid', said: 'spec.replicas: must be positive' },
    ],
    [
      'an object that is printed',
      status(422, 'Invalid', 'spec: Forbidden: {Name:"PIN", Value:"12\\"34", token=abcd1234 end}'),
      { said: 'spec: Forbidden: {Name:"PIN", Value:"[redacted]", token=[redacted] end}' },
    ],
    [
      'a disruption budget',
      status(429, 'TooManyRequests', 'Cannot evict pod', budget),
      { why: 'budget', retryable: false },
    ],
    [
      'a hurry',
      { ...status(429, 'TooManyRequests', 'slow down'), headers: { 'retry-after': '2' } },
      { why: 'not-made', reason: 'throttled', retryAfterMs: 2000, retryable: true },
    ],
    [
      'a failing server',
      status(503, 'ServiceUnavailable', 'etcd'),
      { why: 'unknown', reason: 'unavailable', retryable: false },
    ],
    ['a server that ran out of time', status(504, 'Timeout', 'Timeout'), { why: 'unknown', reason: 'timeout' }],
    ["a proxy's page", { status: 502, body: '<html>' }, { why: 'unknown' }],
    ['a connection that is lost', { drop: true }, { why: 'unknown', reason: 'unreachable', retryable: false }],
    ['an answer that is no JSON', { body: 'ok' }, { why: 'unknown', reason: 'malformed' }],
  ])('meets %s, and is not tried again', async (_, said, expected) => {
    answers(said);

    await expect(scale(stub.azure().change.kubernetes)).rejects.toMatchObject({
      name: 'KubernetesChangeError',
      right: { verb: 'patch', resource: 'deployments', group: 'apps', namespace: 'shop' },
      ...expected,
    });

    expect(written()).toHaveLength(1);
  });

  it('is unknown when no answer came in time, and certainly not made when it was only tried', async () => {
    answers({ hang: true });
    const { kubernetes } = stub.azure({ requestTimeoutSeconds: 1 }).change;

    const [made, tried] = await Promise.allSettled([scale(kubernetes), scale(kubernetes, true)]);

    expect(made).toMatchObject({ reason: { why: 'unknown', outcomeUnknown: true, retryable: false } });
    expect(tried).toMatchObject({ reason: { why: 'not-made', reason: 'timeout', retryable: true } });
    expect(written()).toHaveLength(2);
  });

  it('is made with newer credentials after a 401, which says that nothing was done', async () => {
    answers(status(401, 'Unauthorized', 'Unauthorized'), object);

    await expect(scale(stub.azure().change.kubernetes)).resolves.toMatchObject({ metadata: { name: 'cart' } });

    expect(stub.seen.filter(isArm)).toHaveLength(2);
    expect(written()).toHaveLength(2);
  });

  it('never leaves for an object without a version, or with a name that is a path', async () => {
    answers(object);
    const { kubernetes } = stub.azure().change;
    const options = { type: 'merge', dryRun: false } as const;

    await expect(
      kubernetes.patch(clusterId, 'deployments', cart, {}, { ...options, resourceVersion: '' }),
    ).rejects.toMatchObject({ reason: 'malformed' });
    for (const name of [{ ...cart, name: '../secrets' }, { ...cart, namespace: 'a/b' }, { name: 'cart' }])
      await expect(
        kubernetes.patch(clusterId, 'deployments', name, {}, { ...options, resourceVersion: '7' }),
      ).rejects.toMatchObject({ reason: 'refused' });
    await expect(
      kubernetes.remove(clusterId, 'rolebindings', { namespace: 'a', name: '..' }, { uid: 'u', dryRun: false }),
    ).rejects.toMatchObject({ reason: 'refused' });

    expect(written()).toEqual([]);
  });
});
