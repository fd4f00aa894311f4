import { expect, it } from 'vitest';
import { serviceMissing } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (...parts: Parameters<typeof clusterOf>) =>
  serviceMissing.judge(
    clusterOf(app('web', { container: { env: [{ name: 'A', value: 'cart:80' }] } }), service('web'), ...parts) as never,
    workload('cart'),
    now,
  );

it('says that a workload which is called has no Service', () => {
  expect(judge(app('cart'))[0]?.sentence).toBe(
    'There is no Service cart, though web calls it and Deployment cart runs.',
  );
});

it('is silent when there is one, and when there is no such workload', () => {
  expect(judge(app('cart'), service('cart'))).toEqual([]);
  expect(judge()).toEqual([]);
});
