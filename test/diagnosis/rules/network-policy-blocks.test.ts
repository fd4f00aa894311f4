import type { V1NetworkPolicySpec } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { networkPolicyBlocks } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, type Facts, logOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const policy = (spec: V1NetworkPolicySpec): Facts => ({
  networkPolicies: [{ metadata: { name: 'strict', namespace: 'shop' }, spec }],
});
const judge = (spec: V1NetworkPolicySpec, ...more: Facts[]) =>
  networkPolicyBlocks.judge(
    clusterOf(
      app('cart', { container: { ports: [{ containerPort: 8080 }] } }),
      service('cart'),
      app('web', { container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] } }),
      policy(spec),
      ...more,
    ) as never,
    workload('web'),
    now,
  );
const onCart = { podSelector: { matchLabels: { app: 'cart' } } };

it('blames a policy that lets nobody in, surely once the caller times out', () => {
  const deny = { ...onCart, policyTypes: ['Ingress'] };
  const line = 'Get "http://cart:80/items": dial tcp: i/o timeout to cart:80';

  expect(judge(deny)[0]).toMatchObject({ about: { name: 'cart' }, confidence: 0.3 });
  const [sure] = judge(deny, logOf('web-1a2b3c-0', [line]));
  expect(sure?.sentence).toBe('Network policy strict forbids traffic from web to cart on port 8080.');
  expect(sure?.quotes.map(({ text }) => text)).toEqual(['strict', line]);
  expect(sure?.confidence).toBeGreaterThan(0.8);
});

it('blames a policy on the caller that lets nothing out but leaves look-ups forbidden', () => {
  const onlyCart = {
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Egress'],
    egress: [{ to: [{ podSelector: { matchLabels: { app: 'cart' } } }] }],
  };

  expect(judge(onlyCart).map(({ sentence }) => sentence)).toEqual([
    'Network policy strict forbids look-ups of names (port 53) from web.',
  ]);
});

it('is silent when the caller, the port or everything is allowed, and when no pod is selected', () => {
  const from = (peer: object, port = 8080) => ({ ...onCart, ingress: [{ from: [peer], ports: [{ port }] }] });

  expect(judge(from({ podSelector: { matchLabels: { app: 'web' } } }))).toEqual([]);
  expect(judge({ ...onCart, ingress: [{}] })).toEqual([]);
  expect(judge({ podSelector: { matchLabels: { app: 'gone' } }, policyTypes: ['Ingress'] })).toEqual([]);
  expect(judge(from({ podSelector: { matchLabels: { app: 'web' } } }, 9090))).toHaveLength(1);
  expect(judge(from({ podSelector: { matchLabels: { app: 'other' } } }))).toHaveLength(1);
});
