import { expect, it } from 'vitest';
import { workloadScaledToZero } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (...parts: Parameters<typeof clusterOf>) =>
  workloadScaledToZero.judge(clusterOf(...parts) as never, workload('cart'), now);
const caller = app('web', { container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] } });

it('blames a scale to zero that others suffer from, and says how many replicas there were', () => {
  const scaled = eventOf('Deployment/cart', 'ScalingReplicaSet', 'Scaled down replica set cart-1a2b3c to 0 from 3');
  const [finding] = judge(app('cart', { replicas: 0 }), service('cart', { ready: 0 }), caller, scaled);

  expect(finding?.sentence).toBe(
    'Deployment cart is set to 0 replicas, so Service cart has no endpoints; web calls it.',
  );
  expect(finding?.suggestions[0]?.text).toContain('(3)');
  expect(finding?.suggestions[0]).toMatchObject({ action: 'scale', input: { name: 'cart', replicas: 3 } });
  expect(finding?.confidence).toBeGreaterThan(0.9);
});

it('is only a guess when nobody asks for it and it was not scaled of late', () => {
  expect(judge(app('cart', { replicas: 0 }), service('cart', { ready: 0 }))[0]?.confidence).toBeLessThan(0.5);
});

it('is silent about a workload that should have replicas, and about one that nothing hangs on', () => {
  expect(judge(app('cart', { hasPods: false }), service('cart', { ready: 0 }))).toEqual([]);
  expect(judge(app('cart', { replicas: 0 }))).toEqual([]);
});
