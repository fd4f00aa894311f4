import type { Cluster } from '../estate.ts';
import { clusterSecurity, nodeImageVersion, sshAccess } from './cluster-security.ts';

/** A managed cluster's ARM body, as AKS and Resource Graph give it. */
export function armCluster(cluster: Cluster, at: Date) {
  const { keyVaultAddOn, ...security } = clusterSecurity(cluster);
  return {
    id: cluster.id,
    name: cluster.name,
    type: 'Microsoft.ContainerService/ManagedClusters',
    location: cluster.location,
    tags: { environment: cluster.environment, owner: 'team-platform' },
    sku: { name: 'Base', tier: cluster.environment === 'production' ? 'Standard' : 'Free' },
    identity: { type: 'SystemAssigned' },
    properties: {
      provisioningState: 'Succeeded',
      powerState: { code: 'Running' },
      kubernetesVersion: cluster.version,
      currentKubernetesVersion: cluster.version,
      dnsPrefix: `${cluster.name}-dns`,
      fqdn: cluster.fqdn,
      ...(cluster.privateCluster && {
        privateFQDN: cluster.fqdn.replace('.hcp.', '.privatelink.'),
      }),
      azurePortalFQDN: cluster.fqdn.replace('.hcp.', '.portal.hcp.'),
      nodeResourceGroup: `MC_${cluster.resourceGroup}_${cluster.name}_${cluster.location}`,
      enableRBAC: true,
      disableLocalAccounts: cluster.environment === 'production',
      aadProfile: { managed: true, enableAzureRBAC: true },
      supportPlan: 'KubernetesOfficial',
      maxAgentPools: 100,
      networkProfile: {
        networkPlugin: 'azure',
        networkPluginMode: 'overlay',
        networkPolicy: cluster.networkPolicy ?? 'cilium',
        podCidr: '10.244.0.0/16',
        serviceCidr: '10.0.0.0/16',
        dnsServiceIP: '10.0.0.10',
        loadBalancerSku: 'standard',
        outboundType: 'loadBalancer',
      },
      ...security,
      addonProfiles: {
        ...keyVaultAddOn,
        azurepolicy: { enabled: true, config: null },
        omsagent:
          cluster.collects === 'nothing'
            ? { enabled: false, config: null }
            : {
                enabled: true,
                config: { logAnalyticsWorkspaceResourceID: cluster.workspace.id, useAADAuth: 'true' },
              },
      },
      agentPoolProfiles: cluster.pools.map((pool) => ({
        name: pool.name,
        mode: pool.mode,
        count: cluster.nodes.filter(
          (node) => node.pool === pool.name && node.createdAt <= at && !(node.goneAt && node.goneAt <= at),
        ).length,
        vmSize: pool.vmSize,
        osType: 'Linux',
        osSKU: 'Ubuntu',
        type: 'VirtualMachineScaleSets',
        maxPods: 110,
        enableAutoScaling: pool.max !== undefined,
        ...(pool.max !== undefined && { minCount: pool.min, maxCount: pool.max }),
        provisioningState: 'Succeeded',
        powerState: { code: 'Running' },
        orchestratorVersion: cluster.version,
        currentOrchestratorVersion: cluster.version,
        nodeImageVersion: nodeImageVersion(cluster.environment, at),
        securityProfile: { sshAccess: sshAccess(cluster.environment) },
      })),
    },
  };
}

/** The versions that a cluster may move to: upgradeProfiles/default. */
export function armUpgradeProfile(cluster: Cluster) {
  const upgrades = cluster.upgrades.map((it) => ({
    kubernetesVersion: it.version,
    ...(it.preview && { isPreview: true }),
  }));
  return {
    id: `${cluster.id}/upgradeprofiles/default`,
    name: 'default',
    type: 'Microsoft.ContainerService/managedClusters/upgradeprofiles',
    properties: {
      controlPlaneProfile: { kubernetesVersion: cluster.version, osType: 'Linux', upgrades },
      agentPoolProfiles: cluster.pools.map((pool) => ({
        kubernetesVersion: cluster.version,
        name: pool.name,
        osType: 'Linux',
        upgrades,
      })),
    },
  };
}
