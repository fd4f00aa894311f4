import type { V1NamespaceCondition, V1Node, V1PodDisruptionBudget } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/diagnosis/diagnose.ts';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, type Facts, nodeOf } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const shelf = [rules.podStuckTerminating, rules.namespaceStuckTerminating, rules.disruptionBudgetBlocks];
const found = (parts: Facts[]) =>
  judge(
    shelf as never,
    clusterOf({ events: [], nodes: [], containerLogs: [], namespaces: [], disruptionBudgets: [] }, ...parts),
    workload('shop', 'Namespace'),
    now,
  );

const pod = 'cart-1a2b3c-0';
const said = (reason: string, message: string) => eventOf(`Pod/${pod}`, reason, message);
const leaving = (minutes: number, finalizers: string[] = []): Facts => {
  const facts = app('cart');
  for (const it of facts.pods ?? [])
    it.metadata = { ...it.metadata, deletionTimestamp: minutesAgo(minutes), ...(finalizers[0] && { finalizers }) };
  return facts;
};
const namespace = (minutes: number, ...conditions: Omit<V1NamespaceCondition, 'status'>[]): Facts => ({
  namespaces: [
    {
      metadata: { name: 'shop', deletionTimestamp: minutesAgo(minutes) },
      status: { phase: 'Terminating', conditions: conditions.map((it) => ({ ...it, status: 'True' })) },
    },
  ],
});
const budget = (disruptionsAllowed: number): Facts => {
  const it: V1PodDisruptionBudget = {
    metadata: { name: 'cart', namespace: 'shop' },
    spec: { minAvailable: 1, selector: { matchLabels: { app: 'cart' } } },
    status: { disruptionsAllowed, expectedPods: 1, currentHealthy: 1, desiredHealthy: 1 },
  };
  return { disruptionBudgets: [it] };
};
const closed = nodeOf('node-1', { spec: { unschedulable: true } as NonNullable<V1Node['spec']> });
const refused = said('EvictionFailed', "Cannot evict pod as it would violate the pod's disruption budget.");

const told: [code: string, words: string, confidence: number, parts: Facts[]][] = [
  ['pod-stuck-terminating', 'finalizer contoso.com/backup holds it', 0.85, [leaving(20, ['contoso.com/backup'])]],
  [
    'pod-stuck-terminating',
    'its containers or volumes cannot be ended',
    0.75,
    [leaving(20), said('FailedKillPod', 'error killing pod: context deadline exceeded')],
  ],
  [
    'namespace-stuck-terminating',
    'finalizers hold what is in it',
    0.92,
    [
      namespace(30, {
        type: 'NamespaceFinalizersRemaining',
        message: 'Some content has finalizers remaining: contoso.com/backup in 1 resource instances',
      }),
    ],
  ],
  [
    'namespace-stuck-terminating',
    'an API that is added to it does not answer',
    0.92,
    [namespace(30, { type: 'NamespaceDeletionDiscoveryFailure', message: 'Discovery failed: metrics.k8s.io/v1beta1' })],
  ],
  [
    'disruption-budget-blocks',
    'Node node-1 cannot be emptied: PodDisruptionBudget cart lets no pod go',
    0.7,
    [app('cart'), budget(0), closed],
  ],
  ['disruption-budget-blocks', 'cannot be emptied', 0.93, [app('cart'), budget(0), closed, refused]],
  ['disruption-budget-blocks', 'cannot be emptied', 0.25, [app('cart'), app('blob'), budget(0), closed]],
];

const well: [name: string, parts: Facts[]][] = [
  ['a pod within its grace period', [leaving(0)]],
  ['a pod whose node does not answer', [leaving(20), nodeOf('node-1', { ready: 'Unknown' })]],
  ['a namespace that goes', [namespace(1)]],
  ['a budget that allows one to go', [app('cart'), budget(1), closed]],
  ['a budget of a node that stays', [app('cart'), budget(0), nodeOf('node-1')]],
];

describe('what is to go and stays', () => {
  it.each(told)('%s: %s (%d)', (code, words, confidence, parts) => {
    const [first] = found(parts);

    expect(first?.code).toBe(code);
    expect(first?.sentence).toContain(words);
    expect(first?.confidence).toBe(confidence);
    expect(first?.suggestions).not.toEqual([]);
  });

  it.each(well)('says nothing of %s', (_name, parts) => {
    expect(found(parts)).toEqual([]);
  });
});
