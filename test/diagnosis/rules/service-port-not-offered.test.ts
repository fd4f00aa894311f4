import { expect, it } from 'vitest';
import { servicePortNotOffered } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (port: number) =>
  servicePortNotOffered.judge(
    clusterOf(
      app('cart', { container: { ports: [{ containerPort: 7070 }] } }),
      service('cart', { port: 7075, targetPort: 7070 }),
      app('web', { container: { env: [{ name: 'CART_ADDR', value: `cart:${port}` }] } }),
    ) as never,
    workload('cart'),
    now,
  );

it('blames the Service when its caller uses the port that the pods listen on', () => {
  const [finding] = judge(7070);

  expect(finding?.sentence).toBe('Service cart offers port 7075, but web calls it on 7070.');
  expect(finding?.about?.name).toBe('cart');
});

it('leaves a caller with a port that nobody has to another rule', () => {
  expect(judge(9999)).toEqual([]);
  expect(judge(7075)).toEqual([]);
});
