import type { V1Pod, V1ReplicaSet } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import type { Workload } from '../../src/diagnosis/situation/workload.ts';
import { rollBackOf } from '../../src/diagnosis/suggested/roll-back.ts';

const cluster = { id: '/c', name: 'prod-weu' } as Parameters<typeof rollBackOf>[1];
const set = (name: string): V1ReplicaSet => ({ metadata: { name } });
const pod = (of: string, ready: boolean): V1Pod => ({
  metadata: { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: of, uid: of, controller: true }] },
  status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
});
const cart = (more: Partial<Workload>): Workload => ({
  ...{ kind: 'Deployment', namespace: 'shop', name: 'cart', template: {} },
  ...{ pods: [pod('old', true), pod('new', false)], revisions: [set('new'), set('old')] },
  ...more,
});

it('suggests to roll back while the revision before serves and the new one does not', () => {
  expect(rollBackOf(cart({}), cluster, 'Roll it back.')).toMatchObject({
    action: 'roll-back',
    input: { clusterId: '/c', namespace: 'shop', kind: 'Deployment', name: 'cart' },
  });
});

it.each<[string, Partial<Workload>]>([
  ['there is no revision before', { revisions: [set('new')] }],
  ['the revision before does not serve either', { pods: [pod('old', false), pod('new', false)] }],
  ['only one before that serves', { pods: [pod('older', true), pod('new', false)] }],
  ['the new revision serves in part', { pods: [pod('old', true), pod('new', true)] }],
])('suggests no roll-back where %s', (_, more) => {
  expect(rollBackOf(cart(more), cluster, 'Roll it back.')).toBeUndefined();
});
