import type { Bodies } from './bodies.ts';
import type { Body } from './judged-by-body.ts';

const premium = (properties: object): Body => ({ sku: { name: 'Premium' }, properties });
const standard: Body = { sku: { name: 'Standard' }, properties: {} };
const endpoint = (status: string) => ({
  privateEndpointConnections: [{ properties: { privateLinkServiceConnectionState: { status } } }],
});
const registry = (its: object): Body => ({ properties: its });
const fabric = (parameters: [string, string][], more: object = {}): Body => ({
  properties: {
    fabricSettings: [
      { name: 'Diagnostics', parameters: [{ name: 'ClusterProtectionLevel', value: 'EncryptAndSign' }] },
      { name: 'Security', parameters: parameters.map(([name, value]) => ({ name, value })) },
    ],
    ...more,
  },
});
const rotated = (lastKeyRotationTimestamp: string) =>
  registry({ encryption: { status: 'enabled', keyVaultProperties: { lastKeyRotationTimestamp } } });

/** Bodies of registries, container groups, Batch accounts and Service Fabric. */
export const otherBodies: Bodies = {
  'registry-sku': { pass: [premium({})], fail: [standard, {}], odd: { sku: { name: 3 } } },
  'registry-private-endpoint': {
    pass: [premium(endpoint('Approved'))],
    fail: [premium(endpoint('Pending')), premium({})],
    na: [standard, {}],
    odd: premium({ privateEndpointConnections: 'none' }),
  },
  'registry-public-access': {
    pass: [premium({ publicNetworkAccess: 'Disabled' })],
    fail: [premium({ publicNetworkAccess: 'Enabled' }), premium({}), standard],
    odd: premium({ publicNetworkAccess: false }),
    fix: [premium(endpoint('Approved')), 'registry-public-access-off'],
  },
  'registry-network-rules': {
    pass: [premium({ networkRuleSet: { defaultAction: 'Deny' } }), premium({ publicNetworkAccess: 'Disabled' })],
    fail: [premium({ networkRuleSet: { defaultAction: 'Allow' } }), premium({ networkRuleSet: null })],
    na: [standard],
    odd: premium({ networkRuleSet: { defaultAction: ['Deny'] } }),
  },
  'registry-admin-user': {
    pass: [registry({ adminUserEnabled: false }), registry({ adminUserEnabled: null }), {}],
    fail: [registry({ adminUserEnabled: true })],
    odd: registry({ adminUserEnabled: 'no' }),
    fix: [registry({ adminUserEnabled: true }), 'disable-registry-admin-user'],
  },
  'registry-anonymous-pull': {
    pass: [registry({ anonymousPullEnabled: false }), {}],
    fail: [registry({ anonymousPullEnabled: true })],
    odd: registry({ anonymousPullEnabled: 0 }),
    fix: [registry({ anonymousPullEnabled: true }), 'disable-anonymous-pull'],
  },
  'registry-arm-tokens': {
    pass: [registry({ policies: { azureADAuthenticationAsArmPolicy: { status: 'disabled' } } })],
    fail: [registry({ policies: { azureADAuthenticationAsArmPolicy: { status: 'enabled' } } }), {}],
    odd: registry({ policies: { azureADAuthenticationAsArmPolicy: 'disabled' } }),
    fix: [{}, 'disable-arm-tokens'],
  },
  'registry-content-trust': {
    pass: [registry({ policies: { trustPolicy: { status: 'disabled' } } }), {}],
    fail: [registry({ policies: { trustPolicy: { type: 'Notary', status: 'enabled' } } })],
    odd: registry({ policies: { trustPolicy: { status: 1 } } }),
  },
  'registry-customer-key': {
    pass: [premium({ encryption: { status: 'enabled' } })],
    fail: [premium({ encryption: { status: 'disabled' } }), premium({})],
    na: [standard],
    odd: premium({ encryption: { status: true } }),
  },
  'registry-key-age': {
    pass: [rotated('2026-02-01T00:00:00.1234567Z')],
    fail: [rotated('2025-01-01T00:00:00Z')],
    na: [registry({ encryption: { status: 'disabled' } }), {}],
    odd: rotated('soon'),
  },
  'container-group-customer-key': {
    pass: [registry({ encryptionProperties: { vaultBaseUrl: 'https://v', keyName: 'k' } })],
    fail: [registry({ encryptionProperties: { vaultBaseUrl: 'https://v' } }), {}],
    odd: registry({ encryptionProperties: { keyName: 7 } }),
  },
  'container-group-network': {
    pass: [registry({ subnetIds: [{ id: 's' }] }), registry({ ipAddress: { type: 'Private' } })],
    fail: [registry({ ipAddress: { type: 'Public', ip: '20.1.2.3' } }), {}],
    odd: registry({ subnetIds: 's' }),
  },
  'container-group-logs': {
    pass: [registry({ diagnostics: { logAnalytics: { workspaceId: 'w' } } })],
    fail: [registry({ diagnostics: null }), {}],
    odd: registry({ diagnostics: { logAnalytics: { workspaceId: 9 } } }),
  },
  'batch-private-endpoint': {
    pass: [registry(endpoint('Approved'))],
    fail: [registry(endpoint('Rejected')), {}],
    odd: registry({ privateEndpointConnections: {} }),
  },
  'batch-public-access': {
    pass: [registry({ publicNetworkAccess: 'Disabled' })],
    fail: [registry({ publicNetworkAccess: 'SecuredByPerimeter' }), {}],
    odd: registry({ publicNetworkAccess: null, privateEndpointConnections: 3 }),
  },
  'batch-customer-key': {
    pass: [registry({ encryption: { keySource: 'Microsoft.KeyVault' } })],
    fail: [registry({ encryption: { keySource: 'Microsoft.Batch' } }), {}],
    odd: registry({ encryption: [] }),
  },
  'batch-entra': {
    pass: [registry({ allowedAuthenticationModes: ['AAD'] })],
    fail: [registry({ allowedAuthenticationModes: ['AAD', 'SharedKey'] }), {}],
    odd: registry({ allowedAuthenticationModes: 'AAD' }),
  },
  'fabric-entra': {
    pass: [registry({ azureActiveDirectory: { tenantId: 't' } })],
    fail: [registry({ azureActiveDirectory: null }), {}],
    odd: registry({ azureActiveDirectory: { tenantId: {} } }),
  },
  'managed-fabric-entra': {
    pass: [registry({ azureActiveDirectory: { tenantId: 't' } })],
    fail: [registry({ azureActiveDirectory: { tenantId: '' } }), {}],
    odd: registry({ azureActiveDirectory: 'contoso' }),
  },
  'fabric-protection-level': {
    pass: [fabric([['ClusterProtectionLevel', 'EncryptAndSign']])],
    fail: [fabric([['ClusterProtectionLevel', 'Sign']]), fabric([]), {}],
    odd: registry({ fabricSettings: { Security: [] } }),
  },
  'fabric-endpoint': {
    pass: [registry({ managementEndpoint: 'https://f:19080' })],
    fail: [registry({ managementEndpoint: 'http://f:19080' })],
    na: [{}],
    odd: registry({ managementEndpoint: 19080 }),
  },
  'fabric-tls': {
    pass: [fabric([['EnforceLinuxMinTlsVersion', 'true']], { vmImage: 'Linux' })],
    fail: [
      fabric([['EnforceLinuxMinTlsVersion', 'false']], { vmImage: 'Ubuntu18_04' }),
      fabric([], { vmImage: 'Linux' }),
    ],
    na: [fabric([], { vmImage: 'Windows' }), {}],
    odd: registry({ vmImage: 'Linux', fabricSettings: ['Security'] }),
  },
  'fabric-version': {
    pass: [
      registry({
        clusterCodeVersion: '11.1',
        availableClusterVersions: [{ codeVersion: '11.1', supportExpiryUtc: '2027-06-15T23:59:59.9999999' }],
      }),
    ],
    fail: [
      registry({
        clusterCodeVersion: '7.1',
        availableClusterVersions: [{ codeVersion: '7.1', supportExpiryUtc: '2021-07-31T00:00:00Z' }],
      }),
    ],
    na: [registry({ clusterCodeVersion: '11.1' }), {}],
    odd: registry({ availableClusterVersions: [{ codeVersion: 7 }] }),
  },
};
