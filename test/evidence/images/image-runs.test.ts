import { describe, expect, it } from 'vitest';
import type { Azure } from '../../../src/azure/azure.ts';
import { UpstreamError } from '../../../src/errors.ts';
import { imageRuns } from '../../../src/evidence/images/image-runs.ts';

const digest = `sha256:${'ab'.repeat(32)}`;
const named = (name: string, labels: object = {}, more: object = {}) => ({
  metadata: { name, namespace: 'shop', labels, ...more },
});
const pod = (name: string, labels: object, image = 'contoso.azurecr.io/api:1.8') => ({
  ...named(name, labels, { ownerReferences: [{ kind: 'ReplicaSet', name: 'api-6d4f7c9b', controller: true }] }),
  spec: { containers: [{ name: 'c', image }] },
  status: { containerStatuses: [{ name: 'c', image, imageID: `contoso.azurecr.io/api@${digest}` }] },
});
const service = (name: string, type: string, selector: object | undefined, annotations = {}) => ({
  ...named(name, {}, { annotations }),
  spec: { type, selector },
});
const ingressTo = (name: string) => ({
  ...named('web'),
  spec: { rules: [{ http: { paths: [{ backend: { service: { name } } }] } }] },
});
const cluster = { id: '/c', name: 'prod', subscriptionId: 's', resourceGroup: 'g', location: 'l' };

/** A cluster that lists these; what is not there cannot be read. */
function reading(lists: Record<string, unknown[]>) {
  const list = async (_: string, kind: string) => {
    const found = lists[kind];
    if (!found) throw new UpstreamError('Kubernetes API', 'forbidden', 'does not allow this (403)');
    return found;
  };
  return imageRuns({ kubernetes: { list } } as unknown as Azure, cluster, {
    ownerLabels: ['owner', 'team'],
    now: new Date(),
  });
}

describe('what runs in a cluster', () => {
  const pods = [pod('a', { app: 'api' }), pod('b', { app: 'api' })];
  const none = { services: [], ingresses: [], namespaces: [] };

  it.each<[string, object, string | undefined]>([
    ['a LoadBalancer', { services: [service('api', 'LoadBalancer', { app: 'api' })] }, 'LoadBalancer api'],
    ['a NodePort', { services: [service('api', 'NodePort', { app: 'api' })] }, 'NodePort api'],
    [
      'an Ingress',
      { services: [service('api', 'ClusterIP', { app: 'api' })], ingresses: [ingressTo('api')] },
      'Ingress to api',
    ],
    [
      'no Ingress of its own',
      { services: [service('api', 'ClusterIP', { app: 'api' })], ingresses: [ingressTo('web')] },
      undefined,
    ],
    [
      'an internal LoadBalancer',
      {
        services: [
          service(
            'api',
            'LoadBalancer',
            { app: 'api' },
            { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
          ),
        ],
      },
      undefined,
    ],
    ['a LoadBalancer of other pods', { services: [service('web', 'LoadBalancer', { app: 'web' })] }, undefined],
    ['a LoadBalancer without a selector', { services: [service('api', 'LoadBalancer', undefined)] }, undefined],
  ])('is reached from outside as %s says', async (_, lists, exposed) => {
    const { runs, isExposureKnown } = await reading({ ...none, pods, ...lists });

    expect(runs).toMatchObject([
      { repository: 'api', digest, pods: 2, workload: 'api', kind: 'Deployment', isPinned: false },
    ]);
    expect([runs[0]?.exposed, isExposureKnown]).toEqual([exposed, true]);
  });

  it('has the owner of its pod, else of its namespace', async () => {
    const owned = [pod('a', { team: 'pods-own' }), pod('b', {}, `contoso.azurecr.io/web@${digest}`)];

    const { runs } = await reading({
      ...none,
      pods: owned,
      namespaces: [{ metadata: { name: 'shop', labels: { owner: 'shop-own' } } }],
    });

    expect(runs.map(({ repository, owner, isPinned }) => [repository, owner, isPinned])).toEqual([
      ['api', 'pods-own', false],
      ['web', 'shop-own', true],
    ]);
  });

  it('is read where services and namespaces cannot be, and says that exposure is not known', async () => {
    const { runs, isExposureKnown } = await reading({ pods });

    expect([runs.length, isExposureKnown]).toEqual([1, false]);
  });

  it('fails with the reason of the Kubernetes API where no workspace helps either', async () => {
    await expect(reading({})).rejects.toMatchObject({ service: 'Kubernetes API', reason: 'forbidden' });
  });
});
