import type { V1Pod } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { chooseLogs } from '../../src/evidence/kubernetes/choose-logs.ts';

const now = new Date('2026-03-05T12:00:00Z');
const podOf = (owner: string, index: number, ready = true): V1Pod => ({
  metadata: {
    name: `${owner}-${index}`,
    namespace: 'shop',
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: owner, uid: owner }],
  },
  status: { containerStatuses: [{ name: 'main', ready, restartCount: 0, image: '', imageID: '' }] },
});
const chosen = (own: V1Pod[], others: V1Pod[], most: number) =>
  chooseLogs(own, others, now, most).chosen.map(({ pod }) => pod);

it('where not all logs are read, one pod of each owner comes before a second one of any, what is in trouble first', () => {
  const many = [0, 1, 2].map((index) => podOf('web', index));
  const ill = podOf('web', 3, false);

  expect(chosen([...many, ill, podOf('cart', 0)], [], 3)).toEqual(['web-3', 'web-0', 'cart-0']);
  expect(chosen([podOf('web', 0), podOf('web', 1)], [podOf('cart', 0), ill], 3)).toEqual(['web-3', 'web-0', 'web-1']);
});
