import { describe, expect, it } from 'vitest';
import { readRefusal } from '../../../src/diagnosis/admission/refusals.ts';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, type Facts, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const admissionRules = [
  rules.quotaCpuUsedUp,
  rules.quotaMemoryUsedUp,
  rules.quotaPodsUsedUp,
  rules.serviceAccountMissing,
  rules.admissionDenied,
];
const found = (...parts: Facts[]) =>
  admissionRules.flatMap((rule) => rule.judge(clusterOf(...parts) as never, workload('shop'), now));
const none = app('cart', { hasPods: false, ready: false });
const refused = (message: string) =>
  eventOf('ReplicaSet/cart-1a2b3c', 'FailedCreate', `Error creating: pods "cart-x" is forbidden: ${message}`);

describe('a pod that the API server does not take', () => {
  it.each([
    [
      'quota-memory-used-up',
      'exceeded quota: mem, requested: requests.memory=300Mi, used: requests.memory=3000Mi, limited: requests.memory=3Gi',
      '3000Mi of 3Gi',
    ],
    [
      'quota-cpu-used-up',
      'exceeded quota: cpu, requested: limits.cpu=2, used: limits.cpu=7, limited: limits.cpu=8',
      '7 of 8',
    ],
    ['quota-pods-used-up', 'exceeded quota: few, requested: pods=1, used: pods=10, limited: pods=10', '10 of 10'],
    [
      'service-account-missing',
      'error looking up service account shop/robot: serviceaccount "robot" not found',
      'robot',
    ],
    [
      'admission-denied',
      'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
      'restricted:latest',
    ],
    [
      'admission-denied',
      'admission webhook "policy.example.io" denied the request: no latest tags',
      'policy.example.io',
    ],
    [
      'admission-denied',
      'admission webhook "validation.gatekeeper.sh" denied the request: [azurepolicy-k8sazurev2containerallowedimag-1f] Container image docker.io/cart has not been allowed.',
      'Azure Policy refuses it',
    ],
    ['admission-denied', 'maximum memory usage per Container is 1Gi, but limit is 2Gi', 'limit range'],
  ])('is told as %s', (code, message, number) => {
    const [finding, ...more] = found(none, refused(message));

    expect(finding?.code).toBe(code);
    expect(finding?.sentence).toContain(number);
    expect(finding?.about?.kind).toBe(code.startsWith('quota') ? 'Namespace' : 'Deployment');
    expect(more).toEqual([]);
  });

  it.each([
    [
      'comes from a registry that is not allowed',
      '[azurepolicy-k8sazurev2containerallowedimag-1f] Container image docker.io/cart for container cart has not been allowed.',
    ],
    [
      'comes from a registry that is not allowed',
      'container <cart> has an invalid image repo <docker.io/cart>, allowed repos are ["a"]',
    ],
    ['has no signature', 'image docker.io/cart: no matching signatures'],
    ['has no signature', '[ratify-constraint] Subject failed verification: docker.io/cart'],
    ['has too many Critical vulnerabilities', 'Image docker.io/cart has 2 critical vulnerabilities, rule allows 0'],
    ['was never scanned', 'Image docker.io/cart was not scanned'],
  ])('for its image is told in the words of the gate: %s', (words, reason) => {
    const [finding] = found(
      none,
      refused(`admission webhook "validation.gatekeeper.sh" denied the request: ${reason}`),
    );

    expect(finding?.sentence).toContain(`refuses it, for the image ${words} (`);
    expect(finding?.suggestions[0]).toMatchObject({ text: expect.stringMatching(/: gate \S+\.$/) });
  });

  it.each(['the image tag latest is not allowed', 'no latest tags', 'privileged containers are not allowed'])(
    'for something else than what the gate looks at is not told in its words: %s',
    (reason) => {
      const [finding] = found(none, refused(`admission webhook "policy.example.io" denied the request: ${reason}`));

      expect(finding?.sentence).not.toContain('for the image');
      expect(finding?.suggestions).toHaveLength(1);
    },
  );

  it('is no finding when all pods came in the end', () => {
    expect(found(app('cart'), refused('serviceaccount "robot" not found'))).toEqual([]);
  });

  it('is no finding when an older revision was refused', () => {
    const old = eventOf(
      'ReplicaSet/cart-9z9z9z',
      'FailedCreate',
      'pods is forbidden: serviceaccount "robot" not found',
    );

    expect(found(none, old)).toEqual([]);
  });

  it('is not read out of other messages', () => {
    expect(readRefusal('Error creating: Internal error occurred')).toBeUndefined();
  });
});

describe('a quota for Services', () => {
  const quota: Facts = {
    quotas: [
      { metadata: { name: 'few', namespace: 'shop' }, status: { hard: { services: '1' }, used: { services: '1' } } },
    ],
  };
  const caller = app('web', { container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] } });
  const judge = (...parts: Facts[]) =>
    rules.quotaServicesUsedUp.judge(clusterOf(...parts) as never, workload('shop'), now);

  it('is blamed when a Service that others call could not be made', () => {
    const [finding] = judge(quota, app('cart'), caller, service('web'));

    expect(finding?.confidence).toBeGreaterThan(0.9);
    expect(finding?.sentence).toContain('1 of 1 allowed by quota few, and cart, which others call, has none');
  });

  it('is a hint only when nothing is missed', () => {
    const [finding] = judge(quota, app('cart'), service('cart'));

    expect(finding?.confidence).toBeLessThan(0.35);
  });

  it('is less than an answer where a workload has no Service, and no more than a hint where one of another name selects it', () => {
    const sureness = (...parts: Facts[]) => judge(quota, app('cart'), ...parts)[0]?.confidence;

    expect([sureness({ services: [] }), sureness(service('front', { selector: { app: 'cart' } }))]).toEqual([0.4, 0.2]);
  });
});
