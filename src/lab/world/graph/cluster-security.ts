import type { Cluster } from '../estate.ts';
import { diskEncryptionSetId, keyIdentifier } from './customer-keys.ts';

const weekMs = 7 * 86_400_000;
/** Weeks that the nodes of an environment's clusters are behind AKS's images. */
const weeksBehind: Record<string, number> = { production: 1, staging: 3 };

/** How well each environment is looked after: production by its platform team, staging half, dev by whoever made it. */
export function clusterSecurity(cluster: Cluster) {
  const { subscription, environment, workspace, privateCluster, collects } = cluster;
  const isProduction = environment === 'production';
  const isStaging = environment === 'staging';
  const isKept = isProduction || isStaging;
  return {
    apiServerAccessProfile: {
      enablePrivateCluster: privateCluster,
      ...(isProduction && !privateCluster && { authorizedIPRanges: ['203.0.113.0/24', '198.51.100.16/29'] }),
      ...(isStaging && { disableRunCommand: true }),
    },
    autoUpgradeProfile: {
      upgradeChannel: isProduction ? 'patch' : 'none',
      nodeOSUpgradeChannel: isKept ? 'NodeImage' : 'Unmanaged',
    },
    ...(isProduction && { diskEncryptionSetID: diskEncryptionSetId(cluster) }),
    azureMonitorProfile: { metrics: { enabled: collects !== 'nothing' } },
    oidcIssuerProfile: { enabled: isKept },
    securityProfile: {
      defender: {
        logAnalyticsWorkspaceResourceId: workspace.id,
        securityMonitoring: { enabled: isProduction },
        ...(isStaging && { securityGating: { enabled: true, identities: [] } }),
      },
      ...(isProduction && {
        azureKeyVaultKms: {
          ...{ enabled: true, keyId: keyIdentifier(subscription, 'aks-etcd'), keyVaultNetworkAccess: 'Public' },
        },
      }),
      workloadIdentity: { enabled: isKept },
      imageCleaner: { enabled: isProduction, intervalHours: 168 },
      ...(isStaging && { imageIntegrity: { enabled: true } }),
    },
    keyVaultAddOn: isKept && {
      azureKeyvaultSecretsProvider: {
        ...{ enabled: true, config: { enableSecretRotation: String(isProduction), rotationPollInterval: '2m' } },
      },
    },
  };
}

/** The image of an environment's nodes, which AKS makes every week; whoever has no upgrades lags behind. */
export function nodeImageVersion(environment: string, at: Date): string {
  const weeks = Math.floor(at.getTime() / weekMs) - (weeksBehind[environment] ?? 11);
  const [year, month, day] = new Date(weeks * weekMs).toISOString().slice(0, 10).split('-');
  return `AKSUbuntu-2204gen2containerd-${year}${month}.${day}.0`;
}

/** Who may sign in to the nodes of an environment's clusters by SSH. */
export function sshAccess(environment: string): string {
  return environment === 'production' ? 'Disabled' : 'LocalUser';
}
