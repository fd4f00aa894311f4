import { expect, it } from 'vitest';
import { cpuThrottlingReported } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf } from '../cluster.ts';
import { now, workload } from '../given.ts';

const cart = app('cart', { container: { resources: { limits: { cpu: '50m' } } } });
const judge = (report: string, ...parts: Parameters<typeof clusterOf>) =>
  cpuThrottlingReported.judge(
    clusterOf(...(parts.length > 0 ? parts : [cart])) as never,
    { ...workload('shop', 'Namespace'), report },
    now,
  );

it('names the limit of the container that a report calls throttled', () => {
  const [finding] = judge('CPUThrottlingHigh: 80 % in pod cart-1a2b3c-0', cart, app('web'));

  expect(finding).toMatchObject({
    about: { kind: 'Deployment', namespace: 'shop', name: 'cart' },
    sentence:
      'The report says that CPU is throttled, and container cart of cart has a CPU limit of 0.050 cores: beyond that it waits.',
    quotes: [{ text: '50m' }],
  });
  expect(finding?.confidence).toBeLessThan(0.5);
});

it.each([
  ['cart is slow', [cart]],
  ['CPUThrottlingHigh of web', [cart, app('web')]],
  ['CPUThrottlingHigh of cart', [app('cart')]],
  [
    'latency of cart and web, and throttling',
    [cart, app('web', { container: { resources: { limits: { cpu: '1' } } } })],
  ],
] satisfies [string, Parameters<typeof clusterOf>][])(
  'says nothing of what is not throttled, not limited, or one of many: %s',
  (report, parts) => {
    expect(judge(report, ...parts)).toEqual([]);
  },
);
