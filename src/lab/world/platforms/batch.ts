import { keyIdentifier } from '../graph/customer-keys.ts';
import type { ArmBody } from '../graph/graph-row.ts';
import { bodyOn, type Ground } from './ground.ts';

const poolType = 'Microsoft.Batch/batchAccounts/pools';

/**
 * A Batch account with three pools: of containers as they should be, of containers whose tasks run as administrators, and
 * without containers; in production nothing runs as administrator, and no node has a public address.
 */
export function batch(ground: Ground): ArmBody[] {
  const { registry, suffix } = ground;
  const account = `contosobatch${suffix.replaceAll('-', '')}`;
  const group = 'rg-batch';
  const isProduction = ground.environment === 'production';
  const elevationLevel = isProduction ? 'NonAdmin' : 'Admin';
  const pool = (name: string, nodes: number, machine: object, more: object = {}) => ({
    ...bodyOn(ground, {
      type: poolType,
      name: `${account}/${name}`,
      group,
      properties: {
        provisioningState: 'Succeeded',
        allocationState: 'Steady',
        vmSize: 'STANDARD_D4S_V5',
        currentDedicatedNodes: nodes,
        currentLowPriorityNodes: 0,
        scaleSettings: {
          fixedScale: { targetDedicatedNodes: nodes, targetLowPriorityNodes: 0, resizeTimeout: 'PT15M' },
        },
        deploymentConfiguration: {
          virtualMachineConfiguration: { nodeAgentSkuId: 'batch.node.ubuntu 22.04', ...machine },
        },
        ...more,
      },
    }),
  });
  return [
    bodyOn(ground, {
      type: 'Microsoft.Batch/batchAccounts',
      name: account,
      group,
      owner: 'team-insight',
      properties: {
        provisioningState: 'Succeeded',
        poolAllocationMode: 'BatchService',
        ...(isProduction ? inOurNetwork(ground) : { publicNetworkAccess: 'Enabled' }),
      },
    }),
    pool(
      'render',
      4,
      containers([`${registry}/payments-worker:0.3`], [{ registryServer: registry, identityReference: {} }]),
      withoutAddresses,
    ),
    pool(
      'imports',
      12,
      containers(
        ['busybox', 'ghcr.io/contoso-labs/import:1'],
        [{ registryServer: 'ghcr.io', username: 'contoso-labs' }],
      ),
      {
        ...(isProduction && withoutAddresses),
        userAccounts: [{ name: 'importer', elevationLevel, linuxUserConfiguration: { uid: 1002, gid: 1002 } }],
        startTask: {
          commandLine: '/bin/bash -c setup.sh',
          userIdentity: { autoUser: { scope: 'Pool', elevationLevel } },
        },
      },
    ),
    pool('plain', 2, {}, isProduction ? withoutAddresses : {}),
  ];
}

function containers(containerImageNames: string[], containerRegistries: object[]) {
  return { containerConfiguration: { type: 'DockerCompatible', containerImageNames, containerRegistries } };
}

const withoutAddresses = {
  networkConfiguration: { publicIPAddressConfiguration: { provision: 'NoPublicIPAddresses' } },
};

/** An account that only our networks reach, with a key of ours. */
function inOurNetwork({ subscription }: Ground) {
  return {
    publicNetworkAccess: 'Disabled',
    allowedAuthenticationModes: ['AAD'],
    privateEndpointConnections: [
      { properties: { privateLinkServiceConnectionState: { status: 'Approved' }, provisioningState: 'Succeeded' } },
    ],
    encryption: {
      keySource: 'Microsoft.KeyVault',
      keyVaultProperties: { keyIdentifier: keyIdentifier(subscription, 'batch') },
    },
  };
}
