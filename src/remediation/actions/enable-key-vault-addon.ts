import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedCluster } from '../arm/fixed-cluster.ts';

const enabled = 'addonProfiles.azureKeyvaultSecretsProvider.enabled';
const rotation = 'addonProfiles.azureKeyvaultSecretsProvider.config.enableSecretRotation';

/** Lets pods of a cluster mount secrets from Key Vault, and keeps those fresh. */
export const enableKeyVaultAddon = defineFix(fixedCluster, {
  name: 'enable-key-vault-addon',
  title: 'Enable the Key Vault add-on',
  risk: 'low',
  input: z.strictObject(fixTarget),
  usual: { [enabled]: false, [rotation]: 'false' },
  wanted: () => ({ [enabled]: true, [rotation]: 'true' }),
  sentence: (name) => `Enable the Key Vault add-on of cluster ${name}, with rotation.`,
  reach: ({ name }) => [
    `The Secrets Store CSI driver and its Azure provider start on every node of ${name}.`,
    'No workload changes: each mounts secrets from a vault once it has a SecretProviderClass and access to the vault.',
    'Mounted secrets are read again every two minutes, so that a new version arrives without a restart.',
  ],
});
