import { expect, it } from 'vitest';
import { withoutBulk } from '../../src/azure/without-bulk.ts';

const applied = 'kubectl.kubernetes.io/last-applied-configuration';
const metadata = () => ({
  name: 'cart',
  annotations: { [applied]: '{"spec":{"replicas":2}}', team: 'shop' },
  managedFields: [
    { manager: 'kubectl', operation: 'Update', time: '2026-11-25T01:00:00Z', fieldsV1: { 'f:spec': {} } },
  ],
});
const owner = [{ manager: 'kubectl', operation: 'Update', time: '2026-11-25T01:00:00Z' }];

it.each([
  [
    'of a ConfigMap who wrote it and when, but neither its fields nor its manifest',
    { metadata: metadata(), data: { a: 'b' } },
    { metadata: { name: 'cart', annotations: { team: 'shop' }, managedFields: owner }, data: { a: 'b' } },
  ],
  [
    'of what is scaled its manifest too, which may fix its replicas',
    { metadata: metadata(), spec: { replicas: 2 } },
    { metadata: { ...metadata(), managedFields: owner }, spec: { replicas: 2 } },
  ],
  [
    'of a node all but the images that it keeps',
    { metadata: { name: 'n' }, status: { images: [{ names: ['a'] }], phase: 'x' } },
    { metadata: { name: 'n' }, status: { images: [], phase: 'x' } },
  ],
  ['what has none of it as it is', { metadata: { name: 'a' }, data: {} }, { metadata: { name: 'a' }, data: {} }],
])('leaves %s', (_, object: object, left) => {
  expect(withoutBulk(object)).toEqual(left);
});
