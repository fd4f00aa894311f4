import type { V1PodTemplateSpec, V1ReplicaSet } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { aroundTrouble } from '../../../src/diagnosis/changes/around-trouble.ts';
import { recentChanges } from '../../../src/diagnosis/changes/recent-changes.ts';
import { templateChanges } from '../../../src/diagnosis/changes/template-changes.ts';
import { rolloutStuck } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, type Facts, service } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const template = (image: string, more: object = {}): V1PodTemplateSpec => ({
  spec: { containers: [{ name: 'cart', image, ...more }] },
});

it('names what differs between two templates, and no value of a variable', () => {
  const changes = templateChanges(
    template('cart:1.0', { env: [{ name: 'DB', value: 'secret-a' }], resources: { limits: { memory: '256Mi' } } }),
    template('cart:1.1', { env: [{ name: 'DB', value: 'secret-b' }], resources: { limits: { memory: '64Mi' } } }),
  );

  expect(changes.map(({ text }) => text)).toEqual([
    'image of container cart: cart:1.0 -> cart:1.1',
    'variables DB of container cart',
    'memory limit of container cart: 256Mi -> 64Mi',
  ]);
  expect(JSON.stringify(changes)).not.toContain('secret');
});

it('finds no difference in the order of keys', () => {
  const a = template('a', { livenessProbe: { httpGet: { path: '/', port: 1 } } });
  const b = template('a', { livenessProbe: { httpGet: { port: 1, path: '/' } } });

  expect(templateChanges(a, b)).toEqual([]);
});

/** Old pods that serve, and so many new ones that do not, begun so many minutes ago. */
function rollout(minutes: number, { oldReady = true } = {}): Facts {
  const facts = app('cart', { replicas: 2, ready: oldReady });
  const [old] = facts.replicaSets ?? [];
  if (!old) throw new Error('no revision');
  old.metadata = { ...old.metadata, annotations: { 'deployment.kubernetes.io/revision': '1' } };
  const fresh: V1ReplicaSet = {
    metadata: {
      ...old.metadata,
      name: 'cart-9z8y7x',
      creationTimestamp: minutesAgo(minutes),
      annotations: { 'deployment.kubernetes.io/revision': '2' },
    },
    spec: { ...old.spec, selector: {}, replicas: 1, template: template('contoso.azurecr.io/cart:2.0') },
  };
  const [first] = facts.pods ?? [];
  const pod = structuredClone(first);
  if (pod?.metadata?.ownerReferences?.[0]) pod.metadata.ownerReferences[0].name = 'cart-9z8y7x';
  Object.assign(pod?.metadata ?? {}, { name: 'cart-9z8y7x-0' });
  Object.assign(pod?.status ?? {}, { conditions: [{ type: 'Ready', status: 'False' }] });
  return { ...facts, replicaSets: [fresh, old], pods: [...(facts.pods ?? []), ...(pod ? [pod] : [])] };
}

describe('a rollout', () => {
  const judge = (facts: Facts) =>
    [rolloutStuck.judge(clusterOf(facts) as never, workload('shop', 'Namespace'), now) ?? []].flat();

  it('that is stuck is told with what changed', () => {
    expect(judge(rollout(10))[0]?.sentence).toBe(
      'The rollout of cart is stuck: 0 of 1 new pods are ready after 10 min, 2 old pods serve; changed: image of container cart: contoso.azurecr.io/cart:1.0 -> contoso.azurecr.io/cart:2.0.',
    );
  });

  it('that has just begun is not stuck, nor is one without old pods that serve', () => {
    expect(judge(rollout(1))).toEqual([]);
    expect(judge(rollout(10, { oldReady: false }))).toEqual([]);
  });
});

it('lists what changed just before, newest first, with times', () => {
  const changes = recentChanges(
    clusterOf(rollout(10), eventOf('Node/node-1', 'NodeNotReady', 'Node node-1 status is now: NodeNotReady', 5)),
    now,
    3_600_000,
  );

  expect(changes.map(({ kind, at }) => [kind, at])).toEqual([
    ['node', minutesAgo(5)],
    ['rollout', minutesAgo(10)],
  ]);
  expect(changes[1]?.text).toContain('revision 2: image of container cart');
  expect(recentChanges(clusterOf(rollout(10)), now, 300_000)).toEqual([]);
});

it('tells what changed before a trouble and who calls what is blamed, and nothing of others', () => {
  const cart = rollout(12);
  const shop = app('shop', { container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] } });
  const evidence = clusterOf(cart, service('cart'), shop, app('other'));
  const subject = { ...workload('ns'), kind: 'Namespace' as const };
  const about = { kind: 'Deployment', namespace: 'shop', name: 'cart' };
  const finding = { code: 'x', about, confidence: 0.9, sentence: 'It fails.', quotes: [], suggestions: [] };
  const window = { from: minutesAgo(60), to: now };
  const diagnosis = { subject, window, findings: [finding], evidence: new Map(Object.entries(evidence)), gaps: [] };

  const { changed, callers } = aroundTrouble(diagnosis);

  expect(changed?.text).toContain('image of container');
  expect(callers).toEqual(['shop']);
  expect(aroundTrouble({ ...diagnosis, findings: [{ ...finding, about: { ...about, name: 'other' } }] })).toEqual({
    callers: [],
  });
});
