import type { Cluster } from '../estate.ts';
import type { Claim } from '../namespaced.ts';
import { seededUuid } from '../seeded.ts';
import { type KubeObject, kubeTime } from './metadata.ts';
import { namespacedMetadata } from './namespaced-metadata.ts';

/** Whether a claim has its volume at a moment. */
export function isBound({ failure }: Claim, at: Date): boolean {
  return !failure || (failure.until !== undefined && failure.until <= at);
}

/** A PersistentVolumeClaim: bound, unless no volume could be made. */
export function claimObject(cluster: Cluster, claim: Claim, at: Date): KubeObject {
  const bound = isBound(claim, at);
  const storage = `${claim.sizeGiB}Gi`;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...namespacedMetadata(cluster, 'PersistentVolumeClaim', claim),
      finalizers: ['kubernetes.io/pvc-protection'],
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage } },
      volumeMode: 'Filesystem',
      ...(claim.storageClass && { storageClassName: claim.storageClass }),
      ...(bound && { volumeName: volumeName(cluster, claim) }),
    },
    status: bound ? { phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: { storage } } : { phase: 'Pending' },
  };
}

/** The disk of a claim that is bound. */
export function volumeObject(cluster: Cluster, claim: Claim): KubeObject {
  const { namespace, name } = claim;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name: volumeName(cluster, claim),
      uid: seededUuid(`volume/${volumeName(cluster, claim)}`),
      creationTimestamp: kubeTime(claim.createdAt),
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: `${claim.sizeGiB}Gi` },
      claimRef: { kind: 'PersistentVolumeClaim', namespace, name },
      csi: { driver: 'disk.csi.azure.com', volumeHandle: volumeName(cluster, claim) },
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: claim.storageClass,
      volumeMode: 'Filesystem',
    },
    status: { phase: 'Bound' },
  };
}

/** The storage classes that AKS brings. */
export function storageClassObjects(cluster: Cluster): KubeObject[] {
  const classes = [
    ['default', 'disk.csi.azure.com', 'StandardSSD_LRS'],
    ['managed-csi', 'disk.csi.azure.com', 'StandardSSD_LRS'],
    ['managed-csi-premium', 'disk.csi.azure.com', 'Premium_LRS'],
    ['azurefile-csi', 'file.csi.azure.com', 'Standard_LRS'],
  ] as const;
  return classes.map(([name, provisioner, skuname]) => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name,
      uid: seededUuid(`storage-class/${cluster.name}/${name}`),
      annotations: { ...(name === 'default' && { 'storageclass.kubernetes.io/is-default-class': 'true' }) },
    },
    provisioner,
    parameters: { skuname },
    reclaimPolicy: 'Delete',
    allowVolumeExpansion: true,
    volumeBindingMode: provisioner.startsWith('disk') ? 'WaitForFirstConsumer' : 'Immediate',
  }));
}

const volumeName = (cluster: Cluster, claim: Claim): string =>
  `pvc-${seededUuid(`PersistentVolumeClaim/${cluster.name}/${claim.namespace}/${claim.name}`)}`;
