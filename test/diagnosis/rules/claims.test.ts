import type { V1PersistentVolumeClaim, V1PersistentVolumeSpec } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { app, eventOf, type Facts } from '../cluster.ts';
import { diagnosed } from '../diagnosed.ts';

const user = app('cart', {
  node: null,
  ready: false,
  spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
});
const claim = (spec: V1PersistentVolumeClaim['spec'] = {}): Facts => ({
  volumeClaims: [
    {
      metadata: { name: 'data', namespace: 'shop' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
        storageClassName: '',
        ...spec,
      },
      status: { phase: 'Pending' },
    },
  ],
});
const volume = (spec: V1PersistentVolumeSpec = {}, phase = 'Available', labels = { disk: 'hdd' }): Facts => ({
  volumes: [
    {
      metadata: { name: 'pv-1', labels },
      spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '2Gi' }, storageClassName: '', ...spec },
      status: { phase },
    },
  ],
});
const classes = (name: string, provisioner: string, volumeBindingMode = 'Immediate'): Facts => ({
  storageClasses: [{ metadata: { name }, provisioner, volumeBindingMode }],
});
const first = (...parts: Facts[]) => diagnosed(user, ...parts)[0];

it.each([
  ['claim-selector-matches-no-volume', claim({ selector: { matchLabels: { disk: 'ssd' } } }), 'disk=ssd', 'disk=hdd'],
  ['claim-access-mode-not-offered', claim({ accessModes: ['ReadWriteMany'] }), 'ReadWriteMany', 'ReadWriteOnce'],
  ['claim-larger-than-any-volume', claim({ resources: { requests: { storage: '3Gi' } } }), '3Gi', '2Gi'],
  ['claim-volume-mode-not-offered', claim({ volumeMode: 'Block' }), 'Block', 'Filesystem'],
  ['claim-storage-class-wrong', claim({ storageClassName: 'fast' }), 'class fast', 'none'],
])('%s names both sides', (code, asked, wrong, right) => {
  const finding = first(asked, volume());

  expect(finding).toMatchObject({ code, confidence: 0.94, about: { kind: 'Deployment', name: 'cart' } });
  expect(finding?.sentence).toContain(wrong);
  expect(finding?.sentence).toContain(right);
});

it('says whose a volume is that would fit', () => {
  const claimRef = { namespace: 'shop', name: 'other' };

  expect(first(claim(), volume({ claimRef }, 'Bound'))?.sentence).toContain('is Bound and belongs to claim shop/other');
  expect(first(claim(), volume({ claimRef }, 'Released'))?.suggestions[0]?.text).toContain('remove its claimRef');
});

it('prefers the mistake in a claim over a volume that belongs to somebody else', () => {
  const taken = volume({ claimRef: { namespace: 'shop', name: 'other' } }, 'Bound');

  expect(first(claim({ accessModes: ['ReadWriteMany'] }), taken, volume())?.code).toBe('claim-access-mode-not-offered');
});

it('says that a storage class does not exist, which do, and that a class makes nothing', () => {
  expect(
    first(claim({ storageClassName: 'fast' }), { volumes: [] }, classes('standard', 'disk.csi.azure.com'))?.sentence,
  ).toContain('storage class fast, which does not exist (there are standard)');
  expect(
    first(claim({ storageClassName: 'hand' }), { volumes: [] }, classes('hand', 'kubernetes.io/no-provisioner'))?.code,
  ).toBe('claim-without-volume');
});

it('quotes a driver that fails to make a volume, and is patient with one that has not begun', () => {
  const driven = [
    claim({ storageClassName: 'managed' }),
    volume(),
    classes('managed', 'disk.csi.azure.com', 'WaitForFirstConsumer'),
  ];
  const failed = eventOf('PersistentVolumeClaim/data', 'ProvisioningFailed', 'disk quota of the region is used up');

  expect(first(...driven)).toBeUndefined();
  expect(first(...driven, failed)).toMatchObject({ code: 'volume-provisioning-failed' });
});

it('misses a claim that does not exist', () => {
  const missing = eventOf('Pod/cart-1a2b3c-0', 'FailedScheduling', 'persistentvolumeclaim "data" not found');

  expect(first({ volumeClaims: [] }, missing)?.sentence).toContain('claim data does not exist in shop');
});

it('is silent about a claim that is bound, that nobody waits for, and that would be bound', () => {
  const bound = { volumeClaims: (claim().volumeClaims ?? []).map((it) => ({ ...it, status: { phase: 'Bound' } })) };

  expect(first(bound, volume())).toBeUndefined();
  expect(first(claim(), volume())).toBeUndefined();
  expect(diagnosed(claim({ accessModes: ['ReadWriteMany'] }), volume(), app('cart'))[0]).toBeUndefined();
});

describe('a ration of storage', () => {
  const ration = (used: string): Facts => ({
    quotas: [
      {
        metadata: { name: 'storage', namespace: 'shop' },
        status: {
          hard: { persistentvolumeclaims: '10', 'requests.storage': '10Gi' },
          used: { persistentvolumeclaims: '1', 'requests.storage': used },
        },
      },
    ],
  });
  const told = (...parts: Facts[]) =>
    diagnosed({ volumeClaims: [] }, ...parts).find(({ code }) => code === 'quota-storage-used-up');

  it('that is used up is told by the resource that is', () => {
    expect(told(user, ration('10Gi'))).toMatchObject({
      confidence: 0.85,
      sentence: expect.stringContaining('may claim no more storage: 10Gi of 10Gi requests.storage are used'),
    });
  });

  it('that has room left is a guess, and no business of what was scaled to nothing', () => {
    const atZero = app('cart', {
      replicas: 0,
      hasPods: false,
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
    });

    expect(told(user, ration('2Gi'))).toMatchObject({
      confidence: 0.6,
      sentence: expect.stringContaining('rations storage (2Gi of 10Gi requests.storage are used)'),
    });
    expect(told(atZero, { pods: [] }, ration('10Gi'))).toBeUndefined();
  });
});
