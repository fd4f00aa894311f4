import type { V1NetworkPolicy, V1Pod, V1PodSpec, V1ValidatingWebhookConfiguration } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { foldPages } from '../../../src/azure/kubernetes-fold.ts';
import { UpstreamError } from '../../../src/errors.ts';
import { isSystemNamespace } from '../../../src/model/system-namespace.ts';
import { isOfTheSystem, isSystemSubject } from '../../../src/security/posture/kubernetes/bindings.ts';
import { gatesIn } from '../../../src/security/posture/kubernetes/gates.ts';
import { deniesByDefault } from '../../../src/security/posture/kubernetes/network-policies.ts';
import { plainSecretsIn } from '../../../src/security/posture/kubernetes/plain-secrets-in.ts';
import { noPods, seePods } from '../../../src/security/posture/kubernetes/pods-seen.ts';
import { workloadOf } from '../../../src/security/posture/kubernetes/workload-of.ts';

it.each<[string, V1Pod['metadata']]>([
  [
    'Deployment shop/web',
    { labels: { 'pod-template-hash': 'a1b2' }, ownerReferences: [owner('ReplicaSet', 'web-a1b2')] },
  ],
  ['ReplicaSet shop/web-a1b2', { ownerReferences: [owner('ReplicaSet', 'web-a1b2')] }],
  ['StatefulSet shop/db', { ownerReferences: [owner('StatefulSet', 'db')] }],
  ['CronJob shop/backup', { ownerReferences: [owner('Job', 'backup-29384756')] }],
  ['Job shop/import-2', { ownerReferences: [owner('Job', 'import-2')] }],
  ['Pod shop/p', { ownerReferences: [owner('Node', 'aks-1')] }],
  ['Pod shop/p', {}],
])('a pod of %s is named for it', (name, metadata) => {
  expect(workloadOf({ metadata: { name: 'p', namespace: 'shop', ...metadata } })).toBe(name);
});

describe('a variable', () => {
  const said = (name: string, value?: string) =>
    plainSecretsIn({ containers: [{ name: 'a', env: [{ name, ...(value !== undefined && { value }) }] }] }, new Map());

  it.each([
    ['DB_PASSWORD', 'hunter2-hunter2'],
    ['clientSecret', 'abcdef'],
    ['DATABASE_URL', 'postgres://app:s3cretword@db:5432/app'],
    ['STORAGE', `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${'A'.repeat(86)}==`],
    ['ANYTHING', `eyJ${'a'.repeat(20)}.${'b'.repeat(20)}.c`],
    ['GH', `ghp_${'x'.repeat(30)}`],
  ])('%s is a secret by its name or its value, which is not said', (name, value) => {
    expect(said(name, value)).toEqual([`spec.containers[0].env[0].value is plain (${name})`]);
  });

  it.each([
    ['DB_PASSWORD', undefined],
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', '$(FROM_ELSEWHERE)'],
    ['DB_PASSWORD', '/mnt/secrets/db'],
    ['USE_TOKEN', 'true'],
    ['AZURE_FEDERATED_TOKEN_FILE', '/var/run/secrets/azure/tokens/azure-identity-token'],
    ['SUPPORT', 'help@contoso.example'],
    ['LOG_LEVEL', 'information'],
    ['URL', 'https://shop.contoso.example/api?page=2'],
  ])('%s that says "%s" is none', (name, value) => {
    expect(said(name, value)).toEqual([]);
  });
});

it.each([
  [true, { podSelector: {}, policyTypes: ['Ingress'] }],
  [true, { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [] }],
  [true, { podSelector: { matchLabels: {} }, ingress: [{ from: [{ podSelector: {} }] }] }],
  [true, { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] }],
  [false, { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] }],
  [false, { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }],
  [false, { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] }],
  [
    true,
    { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } }] }] },
  ],
  [true, { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }] }],
  [false, { podSelector: {}, policyTypes: ['Egress'] }],
  [false, { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'] }],
  [false, { podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }],
])('shuts out what is not named: %s, for %j', (denies, spec) => {
  expect(deniesByDefault({ spec: spec as V1NetworkPolicy['spec'] } as V1NetworkPolicy)).toBe(denies);
});

describe('a gate', () => {
  const configuration = (o: { name: string; webhook?: string; more?: object }): V1ValidatingWebhookConfiguration =>
    ({
      metadata: { name: o.name },
      webhooks: [
        {
          name: o.webhook ?? 'w.example',
          rules: [{ apiGroups: [''], operations: ['CREATE'], resources: ['pods'] }],
          ...o.more,
        },
      ],
    }) as unknown as V1ValidatingWebhookConfiguration;
  const rule = (apiGroups: string[], operations: string[], resources: string[]) => ({
    more: { rules: [{ apiGroups, operations, resources }] },
  });

  it.each([
    ['Gatekeeper', 'Fail', { name: 'gatekeeper-validating-webhook-configuration', more: { failurePolicy: 'Fail' } }],
    [
      'Gatekeeper',
      'Ignore',
      { name: 'azure-policy-validating-webhook-configuration', more: { failurePolicy: 'Ignore' } },
    ],
    ['Kyverno', 'Fail', { name: 'kyverno-resource-validating-webhook-cfg', ...rule(['*'], ['*'], ['*/*']) }],
    ['Defender for Containers', 'Fail', { name: 'x', webhook: 'admission.defender.example' }],
  ])('of %s is found, and what it does while it cannot answer: %s', (product, failurePolicy, given) => {
    expect(gatesIn(configuration(given))).toMatchObject([{ product, failurePolicy }]);
  });

  it.each([
    ['of a product that is not known', { name: 'somebody' }],
    ['that is asked of namespaces alone', { name: 'gatekeeper', ...rule([''], ['CREATE'], ['namespaces']) }],
    ['that is asked of deletions alone', { name: 'kyverno', ...rule(['*'], ['DELETE'], ['*']) }],
    ['that is asked of another group', { name: 'kyverno', ...rule(['apps'], ['*'], ['*']) }],
  ])('%s is none', (_, given) => {
    expect(gatesIn(configuration(given))).toEqual([]);
  });
});

it("knows what is the system's own, and what only looks like it", () => {
  const labels = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
  expect(isOfTheSystem({ name: 'cluster-admin', labels })).toBe(true);
  expect(isOfTheSystem({ name: 'system:node', labels })).toBe(true);
  expect(isOfTheSystem({ name: 'mine', labels })).toBe(false);
  expect(isOfTheSystem({ name: 'aks', labels: { 'addonmanager.kubernetes.io/mode': 'Reconcile' } })).toBe(true);
  expect(isOfTheSystem({ name: 'mine', labels: { 'addonmanager.kubernetes.io/mode': 'EnsureExists' } })).toBe(false);
  expect(isOfTheSystem({ name: 'a', namespace: 'kube-system' })).toBe(true);
  expect(isOfTheSystem({ name: 'system:node' })).toBe(false);
  expect(isOfTheSystem({ name: 'my-system:node', namespace: 'shop', labels: {} })).toBe(false);
  expect(isSystemSubject({ kind: 'ServiceAccount', name: 'x', namespace: 'kube-system' })).toBe(true);
  expect(isSystemSubject({ kind: 'Group', name: 'system:masters' })).toBe(true);
  expect(isSystemSubject({ kind: 'User', name: 'system:kube-controller-manager' })).toBe(true);
  expect(isSystemSubject({ kind: 'User', name: 'system:anonymous' })).toBe(false);
  expect(isSystemSubject({ kind: 'User', name: 'ann@contoso.example' })).toBe(false);
  expect(isSystemSubject({ kind: 'Group', name: 'system:authenticated' })).toBe(false);
  // Accounts of people that are named as users and groups are theirs all the same.
  expect(isSystemSubject({ kind: 'User', name: 'system:serviceaccount:shop:default' })).toBe(false);
  expect(isSystemSubject({ kind: 'User', name: 'system:serviceaccount:kube-system:x' })).toBe(true);
  expect(isSystemSubject({ kind: 'Group', name: 'system:serviceaccounts:shop' })).toBe(false);
  // Whoever makes a namespace may call it nearly so.
  expect(isSystemNamespace('aks-istio-system')).toBe(true);
  expect(isSystemNamespace('flux-system')).toBe(true);
  expect(isSystemNamespace('aks-shop')).toBe(false);
});

describe('pods are kept by what they offend', () => {
  const pod = (n: number, more: { phase?: string; namespace?: string; spec?: Partial<V1PodSpec> } = {}): V1Pod => ({
    metadata: { name: `p${n}`, namespace: more.namespace ?? 'shop', ownerReferences: [owner('StatefulSet', 'db')] },
    spec: { hostPID: true, containers: [{ name: 'a', image: 'r.io/a:1' }], ...more.spec },
    status: { phase: more.phase ?? 'Running' },
  });

  it('once for a workload, by the pod of it that offends most; what is over and what is the system stays out', () => {
    const seen = noPods();
    const debugged = {
      ephemeralContainers: [{ name: 'debug', image: 'r.io/b', securityContext: { privileged: true } }],
    };

    seePods(seen, [
      pod(1),
      pod(2, { spec: debugged }),
      pod(3),
      pod(4, { phase: 'Succeeded' }),
      pod(5, { namespace: 'kube-system' }),
    ]);

    expect(seen.pods).toBe(3);
    expect([...(seen.offenders.get('baseline') ?? [])]).toEqual([
      [
        'StatefulSet shop/db',
        {
          namespace: 'shop',
          count: 2,
          said: ['spec.hostPID = true', 'spec.ephemeralContainers[0].securityContext.privileged = true'],
        },
      ],
    ]);
    expect([...seen.images.keys()]).toEqual(['r.io/a:1', 'r.io/b']);
  });
});

describe('a list that is folded', () => {
  const sum = {
    begin: () => ({ n: 0 }),
    add(state: { n: number }, items: readonly number[]) {
      state.n += items.length;
    },
  };

  it('ends at its bound, and says that there is more', async () => {
    const endless = async () => ({ items: [1, 2, 3], next: 'more' });

    expect(await foldPages(endless, { ...sum, most: 7 })).toEqual({ state: { n: 9 }, read: 9, isCut: true });
  });

  it('begins anew, once, with nothing kept, when its rest has expired', async () => {
    let calls = 0;
    const expiring = async (token: string | undefined) => {
      calls++;
      if (token) throw new UpstreamError('Kubernetes API', 'refused', 'is gone', { status: 410 });
      return { items: [1], next: calls === 1 ? 'old' : undefined };
    };

    expect(await foldPages(expiring, { ...sum, most: 7 })).toEqual({ state: { n: 1 }, read: 1, isCut: false });
  });
});

function owner(kind: string, name: string) {
  return { apiVersion: 'v1', kind, name, uid: name, controller: true };
}
