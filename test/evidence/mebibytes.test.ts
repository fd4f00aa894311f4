import { expect, it } from 'vitest';
import { mebibytes } from '../../src/evidence/kubernetes/mebibytes.ts';

it.each([
  ['256Mi', 256],
  ['1Gi', 1024],
  ['1.5Gi', 1536],
  ['524288Ki', 512],
  ['134217728', 128],
  ['128974848000m', 123],
  ['1G', 1e9 / 2 ** 20],
  ['1e9', 1e9 / 2 ** 20],
  ['1E', 1e18 / 2 ** 20],
])('reads %s', (quantity, expected) => {
  expect(mebibytes(quantity)).toBeCloseTo(expected, 6);
});

it.each([undefined, '', 'lots', '12 Mi', '1Qi', 'Mi'])('makes nothing of %j', (quantity) => {
  expect(mebibytes(quantity)).toBeUndefined();
});
