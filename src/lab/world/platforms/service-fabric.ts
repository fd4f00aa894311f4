import type { ArmBody } from '../graph/graph-row.ts';
import { seededUuid } from '../seeded.ts';
import { bodyOn, type Ground } from './ground.ts';

const group = 'rg-fabric';

/** Service Fabric: a classic cluster on Linux as it should be, an old one without Entra ID, certificates and TLS 1.2, and a managed one with its node types. */
export function serviceFabric(ground: Ground): ArmBody[] {
  const { suffix, location } = ground;
  const nodeTypes = [{ name: 'main', vmInstanceCount: 5, isPrimary: true, durabilityLevel: 'Silver' }];
  const security = (parameters: Record<string, string>) => [
    { name: 'Security', parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })) },
  ];
  const classic = (name: string, properties: object, owner?: string) =>
    bodyOn(ground, {
      type: 'Microsoft.ServiceFabric/clusters',
      name: `${name}-${suffix}`,
      ...{ group, owner },
      properties: {
        provisioningState: 'Succeeded',
        clusterState: 'Ready',
        reliabilityLevel: 'Silver',
        nodeTypes,
        ...properties,
      },
    });
  const managed = `sfm-orders-${suffix}`;
  return [
    classic(
      'sf-ledger',
      {
        vmImage: 'Linux',
        clusterCodeVersion: '11.1.208.1',
        managementEndpoint: `https://sf-ledger-${suffix}.${location}.cloudapp.azure.com:19080`,
        certificate: { thumbprint: seededUuid(`sf/${suffix}`).replaceAll('-', '').toUpperCase(), x509StoreName: 'My' },
        azureActiveDirectory: { tenantId: seededUuid('tenant/contoso'), clusterApplication: seededUuid('sf-app') },
        fabricSettings: security({ ClusterProtectionLevel: 'EncryptAndSign', EnforceLinuxMinTlsVersion: 'true' }),
        upgradeMode: 'Automatic',
      },
      'team-payments',
    ),
    classic('sf-legacy', {
      vmImage: 'Linux',
      clusterCodeVersion: '7.1.409.1',
      managementEndpoint: `http://sf-legacy-${suffix}.${location}.cloudapp.azure.com:19080`,
      fabricSettings: security({}),
      upgradeMode: 'Manual',
      availableClusterVersions: [
        { codeVersion: '7.1.409.1', supportExpiryUtc: '2021-07-31T00:00:00', environment: 'Linux' },
      ],
    }),
    bodyOn(ground, {
      type: 'Microsoft.ServiceFabric/managedClusters',
      name: managed,
      ...{ group, owner: 'team-shop', sku: { name: 'Standard' } },
      properties: {
        provisioningState: 'Succeeded',
        clusterState: 'Ready',
        clusterCodeVersion: '11.1.208.9590',
        clusterUpgradeMode: 'Automatic',
        fqdn: `${managed}.${location}.cloudapp.azure.com`,
        httpGatewayConnectionPort: 19080,
        clientConnectionPort: 19000,
        adminUserName: 'vmadmin',
        allowRdpAccess: true,
        ...(ground.environment === 'production' && {
          azureActiveDirectory: { tenantId: seededUuid('tenant/contoso'), clusterApplication: seededUuid('sfm-app') },
        }),
        fabricSettings: [],
      },
    }),
    bodyOn(ground, {
      type: 'Microsoft.ServiceFabric/managedClusters/nodeTypes',
      name: `${managed}/front`,
      group,
      properties: { isPrimary: true, vmInstanceCount: 5, vmSize: 'Standard_D2s_v5' },
    }),
  ];
}
