import { expect, it } from 'vitest';
import { serviceWithoutReadyPods } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, logOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (...parts: Parameters<typeof clusterOf>) =>
  serviceWithoutReadyPods.judge(clusterOf(...parts) as never, workload('cart'), now);

it('says whom a workload without ready pods leaves without an answer', () => {
  const line = 'No servers available for service: cart';
  const [finding] = judge(
    app('cart', { ready: false, replicas: 2 }),
    service('cart', { ready: 0 }),
    app('web'),
    logOf('web-1a2b3c-0', [line]),
  );

  expect(finding?.sentence).toBe(
    'Service cart has nobody behind it: none of the 2 pods of cart is ready; web calls it.',
  );
  expect(finding?.quotes[0]?.text).toBe(line);
  expect(finding?.confidence).toBeLessThan(0.5);
});

it('is silent while one pod is ready', () => {
  expect(judge(app('cart'), service('cart'))).toEqual([]);
});
