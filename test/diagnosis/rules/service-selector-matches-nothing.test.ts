import { expect, it } from 'vitest';
import { serviceSelectorMatchesNothing } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (...parts: Parameters<typeof clusterOf>) =>
  serviceSelectorMatchesNothing.judge(clusterOf(...parts) as never, workload('cart'), now);

it('blames a selector that no pod carries, and names both sides', () => {
  const [finding] = judge(app('cart', { replicas: 2 }), service('cart', { selector: { app: 'cart-v2' }, ready: 0 }));

  expect(finding?.sentence).toBe(
    'Service cart has no endpoints: it selects app=cart-v2, but the 2 pods of cart carry app=cart.',
  );
  expect(finding?.quotes[0]?.text).toBe('cart-v2');
  expect(finding?.about).toEqual({ kind: 'Deployment', namespace: 'shop', name: 'cart' });
});

it('is silent when pods match, when the workload has none, and when there is no selector', () => {
  expect(judge(app('cart'), service('cart'))).toEqual([]);
  expect(judge(app('cart', { hasPods: false }), service('cart', { selector: { app: 'other' }, ready: 0 }))).toEqual([]);
  expect(judge(app('cart'), service('cart', { selector: {}, ready: 0 }))).toEqual([]);
});
