import type { V1Container } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { amount } from '../../../src/diagnosis/scheduling/amount.ts';
import { requestsOf } from '../../../src/diagnosis/scheduling/requests.ts';
import { quantity } from '../../../src/evidence/kubernetes/quantity.ts';

const container = (cpu: string, more: Partial<V1Container> = {}): V1Container => ({
  name: 'it',
  resources: { requests: { cpu } },
  ...more,
});
const cpu = (spec: object) => requestsOf({ spec: { containers: [], ...spec } }).get('cpu');

it('sums containers, sidecars and the overhead of the sandbox', () => {
  const initContainers = [container('100m', { restartPolicy: 'Always' })];

  expect(cpu({ containers: [container('500m'), container('1')], initContainers, overhead: { cpu: '250m' } })).toBe(
    1.85,
  );
});

it('takes a hungrier init container, with the sidecars that were started before it', () => {
  const initContainers = [container('200m', { restartPolicy: 'Always' }), container('3')];

  expect(cpu({ containers: [container('1')], initContainers })).toBe(3.2);
});

it('takes the limit for the request where only that is set', () => {
  expect(cpu({ containers: [{ name: 'it', resources: { limits: { cpu: '2' } } }] })).toBe(2);
});

it.each([
  ['250m', 0.25],
  ['3Gi', 3 * 2 ** 30],
  ['1e3', 1000],
  ['16', 16],
])('reads the quantity %s', (text, value) => {
  expect(quantity(text)).toBe(value);
});

it('reads no quantity where there is none, and writes amounts as people do', () => {
  expect(quantity('many')).toBeUndefined();
  expect([amount('cpu', 1.5), amount('memory', 300 * 2 ** 20), amount('nvidia.com/gpu', 2)]).toEqual([
    '1.5 CPU',
    '300 MiB memory',
    '2 nvidia.com/gpu',
  ]);
});
