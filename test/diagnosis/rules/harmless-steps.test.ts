import { expect, it } from 'vitest';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, type Facts, nodeOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const place = workload('shop', 'Namespace');
const budget = (spec: object): Facts => ({
  disruptionBudgets: [
    {
      metadata: { name: 'cart', namespace: 'shop' },
      spec: { selector: { matchLabels: { app: 'cart' } }, ...spec },
      status: { disruptionsAllowed: 0, expectedPods: 1, currentHealthy: 1, desiredHealthy: 1 },
    },
  ],
});
const stepOf = (rule: { judge: unknown }, ...parts: Facts[]) => {
  const judge = rule.judge as (evidence: unknown, subject: unknown, now: Date) => { suggestions: { text: string }[] }[];
  return judge(clusterOf(...parts), place, now)[0]?.suggestions[0]?.text;
};

it.each([
  [{ minAvailable: 1 }, /^Add a replica/],
  [{ maxUnavailable: 1 }, /^Add a replica/],
  [{ maxUnavailable: 0 }, /^No number of replicas/],
  [{ maxUnavailable: '0%' }, /^No number of replicas/],
  [{ minAvailable: '100%' }, /^No number of replicas/],
])('replicas are advised only where they would let a pod go: %j', (spec, words) => {
  const closed = nodeOf('node-1', { spec: { unschedulable: true } });

  expect(stepOf(rules.disruptionBudgetBlocks, app('cart'), closed, budget(spec))).toMatch(words);
});

it('a copy of a database is not told to take writes itself', () => {
  const copy = app('shopdb', { container: { image: 'redis:7', args: ['--replicaof other 6379'] } });
  const step = stepOf(rules.databaseSetReadOnly, copy);

  expect(step).toMatch(/^Send what is written to the server that shopdb copies\./);
  expect(step).not.toMatch(/REPLICAOF NO ONE/i);
});

it('a network policy is opened for what is needed, and never removed', () => {
  const policy: Facts = {
    networkPolicies: [
      { metadata: { name: 'closed', namespace: 'shop' }, spec: { podSelector: {}, policyTypes: ['Ingress'] } },
    ],
  };
  const web = app('web', { container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] } });
  const step = stepOf(rules.networkPolicyBlocks, app('cart'), service('cart'), web, policy);

  expect(step).toMatch(/^Add a rule to network policy closed that allows traffic from web to cart on port 8080/);
  expect(step).not.toMatch(/remove/);
});

it('a policy that lets the port of a call through blocks nothing, whatever other ports the Service has', () => {
  const [first] = service('cart').services ?? [];
  const ports = [
    { name: 'admin', port: 9000, targetPort: 9000 },
    { name: 'http', port: 80, targetPort: 8080 },
  ];
  const policy: Facts = {
    networkPolicies: [
      {
        metadata: { name: 'closed', namespace: 'shop' },
        spec: { podSelector: { matchLabels: { app: 'cart' } }, ingress: [{ ports: [{ port: 8080 }] }] },
      },
    ],
  };
  const web = app('web', { container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] } });
  const both: Facts = { services: [{ ...first, spec: { ...first?.spec, ports } }] };

  expect(stepOf(rules.networkPolicyBlocks, app('cart'), both, web, policy)).toBeUndefined();
});

it('pods are not asked to be selected by labels that they do not have', () => {
  const wrong = service('cart', { selector: { tier: 'web' }, ready: 0 });

  expect(stepOf(rules.serviceSelectorMatchesNothing, app('cart'), wrong)).toBe(
    'Set the selector of Service cart to labels that its pods carry, or give the pods the labels that it selects.',
  );
});
