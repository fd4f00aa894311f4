import type { Cluster, ContainerRegistry, Subscription } from '../estate.ts';
import { seededHex } from '../seeded.ts';
import type { World } from '../world.ts';
import type { ArmBody } from './graph-row.ts';

const dayMs = 86_400_000;

/** Keys of ours by name, and how many days before the world's birth each got its version. */
const keyDays: Record<string, number> = { 'aks-etcd': 120, 'aks-disks': 40, reports: 500, batch: 90 };

/** Regions whose disks have a key that nobody renewed for long. */
const forgottenDays = 430;

/** Name of the vault with a subscription's keys. */
const vaultName = ({ id }: Subscription): string => `kv-keys-${seededHex(`vault/${id}`, 6)}`;

/** "https://kv-keys-1a2b3c.vault.azure.net". */
export const vaultUri = (subscription: Subscription): string => `https://${vaultName(subscription)}.vault.azure.net`;

/** Version of a key of ours, of which each has one. */
export const keyVersionOf = (name: string): string => seededHex(`key/${name}`, 32);

/** "https://kv-keys-1a2b3c.vault.azure.net/keys/aks-etcd/6f2c...". */
export function keyIdentifier(subscription: Subscription, name: string): string {
  return `${vaultUri(subscription)}/keys/${name}/${keyVersionOf(name)}`;
}

/** When a key got its version; undefined for one that there is not. */
export function keyCreatedAt({ bornAt }: Pick<World, 'bornAt'>, name: string): Date | undefined {
  const days = keyDays[name];
  return days === undefined ? undefined : new Date(bornAt.getTime() - days * dayMs);
}

const group = 'rg-keys';

/** The vaults that hold keys of ours, one a subscription. */
export function keyVaults({ subscriptions, tenantId }: World): ArmBody[] {
  return subscriptions.map((it) => ({
    id: `/subscriptions/${it.id}/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults/${vaultName(it)}`,
    name: vaultName(it),
    type: 'Microsoft.KeyVault/vaults',
    location: 'westeurope',
    tags: { owner: 'team-platform' },
    properties: {
      ...{ tenantId, vaultUri: `${vaultUri(it)}/`, sku: { family: 'A', name: 'premium' } },
      ...{ enableRbacAuthorization: true, enableSoftDelete: true, enablePurgeProtection: true },
    },
  }));
}

/** What encrypts the disks of a cluster's nodes. */
export function diskEncryptionSetId({ subscription, location }: Pick<Cluster, 'subscription' | 'location'>): string {
  return `/subscriptions/${subscription.id}/resourceGroups/${group}/providers/Microsoft.Compute/diskEncryptionSets/des-aks-${location}`;
}

/** Disk encryption sets, one for each region of production's clusters; in the north nobody renews the key. */
export function diskEncryptionSets({ clusters, bornAt }: World): ArmBody[] {
  const byId = new Map(clusters.filter(isProduction).map((it) => [diskEncryptionSetId(it), it]));
  return [...byId].map(([id, { subscription, location }]) => {
    const days = location === 'northeurope' ? forgottenDays : (keyDays['aks-disks'] ?? 0);
    return {
      ...{ id, name: `des-aks-${location}`, type: 'Microsoft.Compute/diskEncryptionSets', location },
      identity: { type: 'SystemAssigned' },
      properties: {
        activeKey: { keyUrl: keyIdentifier(subscription, 'aks-disks') },
        ...{ encryptionType: 'EncryptionAtRestWithCustomerKey', rotationToLatestKeyVersionEnabled: false },
        lastKeyRotationTimestamp: new Date(bornAt.getTime() - days * dayMs).toISOString(),
        provisioningState: 'Succeeded',
      },
    };
  });
}

const isProduction = ({ environment }: Cluster): boolean => environment === 'production';

/** How a registry is encrypted: the large one by a key of ours. */
export function registryEncryption({ subscription, sku }: ContainerRegistry) {
  if (sku !== 'Premium') return { status: 'disabled' };
  const version = keyVersionOf('registries');
  return {
    status: 'enabled',
    keyVaultProperties: {
      keyIdentifier: `${vaultUri(subscription)}/keys/registries`,
      versionedKeyIdentifier: `${vaultUri(subscription)}/keys/registries/${version}`,
      keyRotationEnabled: true,
      lastKeyRotationTimestamp: '2025-03-18T08:14:22.7654321Z',
    },
  };
}
