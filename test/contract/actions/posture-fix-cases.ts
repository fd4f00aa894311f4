import { expect } from 'vitest';

const workspaceId =
  '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/log-dev';

/** A fix, on a resource that is set so before. */
export interface FixCase {
  action: string;
  of: 'cluster' | 'registry';
  more?: object;
  /** What it is set to before. */
  was: Record<string, unknown>;
  fields: [field: string, before: string, after: string][];
  risk: string;
  reach: RegExp;
}

/** Every fix of a resource's settings. */
export const fixCases: FixCase[] = [
  {
    action: 'disable-local-accounts',
    of: 'cluster',
    was: { disableLocalAccounts: false },
    fields: [['disableLocalAccounts', 'false', 'true']],
    risk: 'high',
    reach: /az aks get-credentials --admin.*pipelines that do so break/,
  },
  {
    action: 'set-authorized-ip-ranges',
    of: 'cluster',
    more: { ranges: ['203.0.113.0/24', '198.51.100.7'] },
    was: { apiServerAccessProfile: { enablePrivateCluster: false } },
    fields: [['apiServerAccessProfile.authorizedIPRanges', '', '203.0.113.0/24, 198.51.100.7']],
    risk: 'high',
    reach: /Nor does this bot, unless/,
  },
  {
    action: 'enable-azure-policy-addon',
    of: 'cluster',
    was: { addonProfiles: { azurepolicy: { enabled: false } } },
    fields: [['addonProfiles.azurepolicy.enabled', 'false', 'true']],
    risk: 'medium',
    reach: /Gatekeeper starts/,
  },
  {
    action: 'enable-defender-profile',
    of: 'cluster',
    more: { workspaceId },
    was: { securityProfile: { defender: { securityMonitoring: { enabled: false } } } },
    fields: [
      ['securityProfile.defender.securityMonitoring.enabled', 'false', 'true'],
      ['securityProfile.defender.logAnalyticsWorkspaceResourceId', expect.stringContaining('law-'), workspaceId],
    ],
    risk: 'medium',
    reach: /A DaemonSet of Defender starts on every node/,
  },
  {
    action: 'set-auto-upgrade-channel',
    of: 'cluster',
    more: { channel: 'patch' },
    was: { autoUpgradeProfile: null },
    fields: [['autoUpgradeProfile.upgradeChannel', 'none', 'patch']],
    risk: 'medium',
    reach: /drains the nodes one after the other/,
  },
  {
    action: 'disable-registry-admin-user',
    of: 'registry',
    was: { adminUserEnabled: true },
    fields: [['adminUserEnabled', 'true', 'false']],
    risk: 'high',
    reach: /pull secrets in clusters/,
  },
  {
    action: 'disable-anonymous-pull',
    of: 'registry',
    was: { anonymousPullEnabled: true },
    fields: [['anonymousPullEnabled', 'true', 'false']],
    risk: 'medium',
    reach: /without signing in/,
  },
  {
    action: 'set-node-os-channel',
    of: 'cluster',
    more: { channel: 'SecurityPatch' },
    was: { autoUpgradeProfile: { upgradeChannel: 'patch', nodeOSUpgradeChannel: 'None' } },
    fields: [['autoUpgradeProfile.nodeOSUpgradeChannel', 'None', 'SecurityPatch']],
    risk: 'medium',
    reach: /tested security updates/,
  },
  {
    action: 'disable-run-command',
    of: 'cluster',
    was: { apiServerAccessProfile: { enablePrivateCluster: true } },
    fields: [['apiServerAccessProfile.disableRunCommand', 'false', 'true']],
    risk: 'medium',
    reach: /az aks command invoke.*is private: where this bot is not in its network/,
  },
  {
    action: 'enable-image-cleaner',
    of: 'cluster',
    was: { securityProfile: { imageCleaner: { enabled: false, intervalHours: 48 } } },
    fields: [
      ['securityProfile.imageCleaner.enabled', 'false', 'true'],
      ['securityProfile.imageCleaner.intervalHours', '48', '168'],
    ],
    risk: 'low',
    reach: /removes images that nothing runs/,
  },
  {
    action: 'enable-key-vault-addon',
    of: 'cluster',
    was: { addonProfiles: { azureKeyvaultSecretsProvider: { enabled: false, config: {} } } },
    fields: [
      ['addonProfiles.azureKeyvaultSecretsProvider.enabled', 'false', 'true'],
      ['addonProfiles.azureKeyvaultSecretsProvider.config.enableSecretRotation', 'false', 'true'],
    ],
    risk: 'low',
    reach: /Secrets Store CSI driver/,
  },
  {
    action: 'enable-workload-identity',
    of: 'cluster',
    was: { securityProfile: { workloadIdentity: { enabled: false } } },
    fields: [
      ['securityProfile.workloadIdentity.enabled', 'false', 'true'],
      ['oidcIssuerProfile.enabled', 'false', 'true'],
    ],
    risk: 'low',
    reach: /does not take away again/,
  },
  {
    action: 'disable-arm-tokens',
    of: 'registry',
    was: { policies: { azureADAuthenticationAsArmPolicy: { status: 'enabled' } } },
    fields: [['policies.azureADAuthenticationAsArmPolicy.status', 'enabled', 'disabled']],
    risk: 'medium',
    reach: /Tokens for registries go on working/,
  },
  {
    action: 'registry-public-access-off',
    of: 'registry',
    was: { privateEndpointConnections: [{ id: 'one' }] },
    fields: [['publicNetworkAccess', 'Enabled', 'Disabled']],
    risk: 'high',
    reach: /\S+\/\S+ in \S+ runs it/,
  },
];
