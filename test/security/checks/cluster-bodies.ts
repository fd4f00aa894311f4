import type { Bodies } from './bodies.ts';

const inApi = (its: object) => ({ properties: { apiServerAccessProfile: its } });
const inNetwork = (its: object) => ({ properties: { networkProfile: its } });
const inSecurity = (its: object) => ({ properties: { securityProfile: its } });
const addOn = (name: string, its: object) => ({ properties: { addonProfiles: { [name]: its } } });
const upgrades = (its: object) => ({ properties: { autoUpgradeProfile: its } });
const pools = (...its: object[]) => ({ properties: { agentPoolProfiles: its } });
const aad = (its: object | null, more: object = {}) => ({ properties: { aadProfile: its, ...more } });

/** Bodies of clusters: what is right, what is wrong, and what a shape that AKS never has. */
export const clusterBodies: Bodies = {
  'cluster-rbac': {
    pass: [{ properties: { enableRBAC: true } }],
    fail: [{ properties: { enableRBAC: false } }, {}],
    odd: { properties: { enableRBAC: 'yes' } },
  },
  'cluster-entra': {
    pass: [aad({ managed: true })],
    fail: [aad({ serverAppID: 'x' }), aad(null), {}],
    odd: aad([] as never),
  },
  'cluster-azure-rbac': {
    pass: [aad({ managed: true, enableAzureRBAC: true })],
    fail: [aad({ managed: true })],
    na: [aad(null), aad({ managed: false })],
    odd: aad({ managed: 'true' }),
  },
  'cluster-local-accounts': {
    pass: [{ properties: { disableLocalAccounts: true } }],
    fail: [{ properties: { disableLocalAccounts: null } }, {}],
    odd: { properties: { disableLocalAccounts: 1 } },
    fix: [aad({ managed: true }), 'disable-local-accounts'],
  },
  'cluster-network-policy': {
    pass: [inNetwork({ networkPolicy: 'calico' }), inNetwork({ networkDataplane: 'cilium' })],
    fail: [inNetwork({ networkPlugin: 'azure', networkPolicy: 'none' }), {}],
    na: [inNetwork({ networkPlugin: 'none' })],
    odd: inNetwork({ networkPolicy: ['calico'] }),
  },
  'cluster-cni': {
    pass: [inNetwork({ networkPlugin: 'azure' })],
    fail: [inNetwork({ networkPlugin: 'kubenet' }), {}],
    odd: inNetwork({ networkPlugin: 3 }),
  },
  'cluster-authorized-ranges': {
    pass: [inApi({ authorizedIPRanges: ['203.0.113.0/24'] })],
    fail: [inApi({ authorizedIPRanges: [] }), inApi({ authorizedIPRanges: ['203.0.113.0/24', '0.0.0.0/0'] }), {}],
    na: [inApi({ enablePrivateCluster: true }), { properties: { publicNetworkAccess: 'Disabled' } }],
    odd: inApi({ authorizedIPRanges: '203.0.113.0/24' }),
  },
  'cluster-private': {
    pass: [inApi({ enablePrivateCluster: true })],
    fail: [inApi({ enablePrivateCluster: false }), { properties: { apiServerAccessProfile: null } }, {}],
    odd: inApi({ enablePrivateCluster: 'true' }),
  },
  'cluster-key-vault-add-on': {
    pass: [addOn('AzureKeyVaultSecretsProvider', { enabled: true, config: null })],
    fail: [addOn('azureKeyvaultSecretsProvider', { enabled: false }), addOn('azurepolicy', { enabled: true }), {}],
    odd: addOn('azureKeyvaultSecretsProvider', { enabled: 'true' }),
    fix: [{}, 'enable-key-vault-addon'],
  },
  'cluster-secret-rotation': {
    pass: [addOn('azureKeyvaultSecretsProvider', { enabled: true, config: { enableSecretRotation: 'true' } })],
    fail: [addOn('azureKeyvaultSecretsProvider', { enabled: true, config: null })],
    na: [addOn('azureKeyvaultSecretsProvider', { enabled: false }), {}],
    odd: addOn('azureKeyvaultSecretsProvider', { enabled: true, config: 'rotation' }),
  },
  'cluster-kms': {
    pass: [inSecurity({ azureKeyVaultKms: { enabled: true } })],
    fail: [inSecurity({ azureKeyVaultKms: null }), {}],
    odd: inSecurity({ azureKeyVaultKms: true }),
  },
  'cluster-workload-identity': {
    pass: [inSecurity({ workloadIdentity: { enabled: true } })],
    fail: [inSecurity({ workloadIdentity: {} }), {}],
    odd: inSecurity({ workloadIdentity: { enabled: 1 } }),
    fix: [{}, 'enable-workload-identity'],
  },
  'cluster-container-insights': {
    pass: [addOn('omsAgent', { enabled: true })],
    fail: [addOn('omsagent', { enabled: false, config: null }), {}],
    odd: addOn('omsagent', { enabled: {} }),
  },
  'cluster-managed-prometheus': {
    pass: [{ properties: { azureMonitorProfile: { metrics: { enabled: true } } } }],
    fail: [{ properties: { azureMonitorProfile: { metrics: null } } }, {}],
    odd: { properties: { azureMonitorProfile: { metrics: { enabled: 'on' } } } },
  },
  'cluster-policy-add-on': {
    pass: [addOn('azurePolicy', { enabled: true })],
    fail: [addOn('azurepolicy', { enabled: false }), { properties: { addonProfiles: null } }, {}],
    odd: addOn('azurepolicy', { enabled: 'yes' }),
    fix: [{}, 'enable-azure-policy-addon'],
  },
  'cluster-defender-profile': {
    pass: [inSecurity({ defender: { securityMonitoring: { enabled: true } } })],
    fail: [inSecurity({ defender: { securityMonitoring: { enabled: false } } }), inSecurity({ defender: null }), {}],
    odd: inSecurity({ defender: { securityMonitoring: { enabled: 'on' } } }),
    fix: [
      addOn('omsagent', {
        config: {
          logAnalyticsWorkspaceResourceID:
            '/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w',
        },
      }),
      'enable-defender-profile',
    ],
  },
  'cluster-gated-deployment': {
    pass: [inSecurity({ defender: { securityGating: { enabled: true } } })],
    fail: [inSecurity({ defender: { securityGating: { enabled: false } } }), {}],
    odd: inSecurity({ defender: { securityGating: 'on' } }),
  },
  'cluster-image-integrity': {
    pass: [inSecurity({ imageIntegrity: { enabled: true } })],
    fail: [inSecurity({ imageIntegrity: null }), {}],
    odd: inSecurity({ imageIntegrity: { enabled: 0 } }),
  },
  'cluster-auto-upgrade': {
    pass: [upgrades({ upgradeChannel: 'stable' })],
    fail: [upgrades({ upgradeChannel: 'none' }), upgrades({}), {}],
    odd: upgrades({ upgradeChannel: false }),
    fix: [{}, 'set-auto-upgrade-channel'],
  },
  'cluster-node-os-channel': {
    pass: [upgrades({ nodeOSUpgradeChannel: 'SecurityPatch' }), {}],
    fail: [upgrades({ nodeOSUpgradeChannel: 'None' }), upgrades({ nodeOSUpgradeChannel: 'Unmanaged' })],
    odd: upgrades({ nodeOSUpgradeChannel: 5 }),
    fix: [upgrades({ nodeOSUpgradeChannel: 'None' }), 'set-node-os-channel'],
  },
  'cluster-node-image': {
    pass: [
      pools({ name: 'a', nodeImageVersion: 'AKSUbuntu-2204gen2containerd-202611.03.0' }),
      pools({ name: 'w', nodeImageVersion: 'AKSWindows-2022-containerd-20348.2227.261106' }),
    ],
    fail: [
      pools(
        { name: 'a', nodeImageVersion: 'AKSUbuntu-2204gen2containerd-202611.03.0' },
        { name: 'b', nodeImageVersion: 'AKSAzureLinux-V3gen2-202609.12.1' },
      ),
      pools({ name: 'w', nodeImageVersion: 'AKSWindows-2022-containerd-20348.2227.240112' }),
    ],
    na: [pools({ name: 'a', nodeImageVersion: 'something-of-ours' }), {}],
    odd: pools({ name: 'a', nodeImageVersion: 202611 }),
  },
  'cluster-image-cleaner': {
    pass: [inSecurity({ imageCleaner: { enabled: true } })],
    fail: [inSecurity({ imageCleaner: { enabled: false } }), {}],
    odd: inSecurity({ imageCleaner: { enabled: 'weekly' } }),
    fix: [{}, 'enable-image-cleaner'],
  },
  'cluster-run-command': {
    pass: [inApi({ disableRunCommand: true })],
    fail: [inApi({ disableRunCommand: false }), {}],
    odd: inApi({ disableRunCommand: 'true' }),
    fix: [{}, 'disable-run-command'],
  },
  'cluster-ssh': {
    pass: [pools({ name: 'a', securityProfile: { sshAccess: 'Disabled' } })],
    fail: [pools({ name: 'a', securityProfile: { sshAccess: 'LocalUser' } }), pools({ name: 'a' })],
    na: [pools({ name: 'w', osType: 'Windows' }), {}],
    odd: pools({ name: 'a', securityProfile: { sshAccess: true } }),
  },
  'cluster-disk-key': {
    pass: [{ properties: { diskEncryptionSetID: '/subscriptions/s/des' } }],
    fail: [{ properties: { diskEncryptionSetID: null } }, {}],
    odd: { properties: { diskEncryptionSetID: { id: 'x' } } },
  },
};
