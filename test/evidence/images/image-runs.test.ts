import { describe, expect, it } from 'vitest';
import { type ClusterLists, runsOfLists } from '../../../src/evidence/images/runs-of-lists.ts';

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
const none = { services: [], ingresses: [], namespaces: [] };
const runsOf = (lists: object) =>
  runsOfLists('prod', { ...none, ...lists } as unknown as ClusterLists, ['owner', 'team']);

describe('what runs in a cluster', () => {
  const pods = [pod('a', { app: 'api' }), pod('b', { app: 'api' })];

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
  ])('is reached from outside as %s says', (_, lists, exposed) => {
    const runs = runsOf({ pods, ...lists });

    expect(runs).toMatchObject([
      { repository: 'api', digest, pods: 2, workload: 'api', kind: 'Deployment', isPinned: false },
    ]);
    expect(runs[0]?.exposed).toBe(exposed);
  });

  it('has the owner of its pod, else of its namespace', () => {
    const owned = [pod('a', { team: 'pods-own' }), pod('b', {}, `contoso.azurecr.io/web@${digest}`)];

    const runs = runsOf({ pods: owned, namespaces: [{ metadata: { name: 'shop', labels: { owner: 'shop-own' } } }] });

    expect(runs.map(({ repository, owner, isPinned }) => [repository, owner, isPinned])).toEqual([
      ['api', 'pods-own', false],
      ['web', 'shop-own', true],
    ]);
  });
});
