import type { ArmBody } from '../graph/graph-row.ts';
import { bodyOn, type Ground, idOn } from './ground.ts';

const group = 'rg-build';

/** Machines with the Docker extension: one behind a closed port, one whose port the whole Internet reaches, and a scale set. */
export function dockerMachines(ground: Ground): ArmBody[] {
  const { suffix } = ground;
  const closed = machine(
    ground,
    `vm-build-${suffix}`,
    'nsg-build',
    { docker: { port: '2376', options: ['--tlsverify'] } },
    'team-platform',
  );
  const open = machine(
    ground,
    `vm-old-build-${suffix}`,
    'nsg-old-build',
    {
      docker: { port: '2375', options: ['-D'] },
      compose: { cache: { image: 'memcached', ports: ['11211:11211'] } },
    },
    undefined,
    true,
  );
  return [
    ...closed,
    ...open,
    guard(ground, 'nsg-build', [rule('docker-from-office', 200, 'Allow', '203.0.113.0/24', '2376')]),
    guard(ground, 'nsg-old-build', [
      rule('ssh', 300, 'Allow', '*', '22'),
      rule('docker', 310, 'Allow', 'Internet', '2300-2400'),
    ]),
    bodyOn(ground, {
      type: 'Microsoft.Network/virtualNetworks',
      name: `vnet-build-${suffix}`,
      group,
      properties: { subnets: [{ name: 'build', id: subnetOn(ground), properties: { addressPrefix: '10.9.0.0/24' } }] },
    }),
    bodyOn(ground, {
      type: 'Microsoft.Compute/virtualMachineScaleSets',
      name: `vmss-agents-${suffix}`,
      ...{ group, owner: 'team-platform', sku: { name: 'Standard_D4s_v5', tier: 'Standard', capacity: 6 } },
      properties: {
        provisioningState: 'Succeeded',
        virtualMachineProfile: {
          storageProfile: { imageReference: ubuntu },
          extensionProfile: { extensions: [{ name: 'docker', properties: extension({ docker: { port: '2376' } }) }] },
          networkProfile: {
            networkInterfaceConfigurations: [
              {
                name: 'nic',
                properties: {
                  primary: true,
                  networkSecurityGroup: { id: guardOn(ground, 'nsg-build') },
                  ipConfigurations: [{ name: 'ip', properties: { subnet: { id: subnetOn(ground) } } }],
                },
              },
            ],
          },
        },
      },
    }),
  ];
}

const ubuntu = {
  publisher: 'canonical',
  offer: '0001-com-ubuntu-server-jammy',
  sku: '22_04-lts-gen2',
  version: 'latest',
};

const extension = (settings: object) => ({
  publisher: 'Microsoft.Azure.Extensions',
  type: 'DockerExtension',
  typeHandlerVersion: '1.1',
  autoUpgradeMinorVersion: true,
  provisioningState: 'Succeeded',
  settings,
});

function machine(
  ground: Ground,
  name: string,
  nsg: string,
  settings: object,
  owner: string | undefined,
  isPublic = false,
): ArmBody[] {
  const nicId = idOn(ground, group, 'Microsoft.Network/networkInterfaces', `${name}-nic`);
  const vmId = idOn(ground, group, 'Microsoft.Compute/virtualMachines', name);
  const address = isPublic && {
    publicIPAddress: { id: idOn(ground, group, 'Microsoft.Network/publicIPAddresses', `${name}-ip`) },
  };
  return [
    bodyOn(ground, {
      type: 'Microsoft.Compute/virtualMachines',
      ...{ name, group, owner },
      properties: {
        provisioningState: 'Succeeded',
        hardwareProfile: { vmSize: 'Standard_D4s_v5' },
        storageProfile: { imageReference: ubuntu },
        networkProfile: { networkInterfaces: [{ id: nicId, properties: { primary: true } }] },
      },
    }),
    bodyOn(ground, {
      type: 'Microsoft.Compute/virtualMachines/extensions',
      name: `${name}/DockerExtension`,
      group,
      properties: extension(settings),
    }),
    bodyOn(ground, {
      type: 'Microsoft.Network/networkInterfaces',
      name: `${name}-nic`,
      group,
      properties: {
        virtualMachine: { id: vmId },
        networkSecurityGroup: { id: guardOn(ground, nsg) },
        ipConfigurations: [{ name: 'ip', properties: { primary: true, subnet: { id: subnetOn(ground) }, ...address } }],
      },
    }),
  ];
}

const guardOn = (ground: Ground, name: string) =>
  idOn(ground, group, 'Microsoft.Network/networkSecurityGroups', `${name}-${ground.suffix}`);

const subnetOn = (ground: Ground) =>
  idOn(ground, group, 'Microsoft.Network/virtualNetworks/subnets', `vnet-build-${ground.suffix}/build`);

function guard(ground: Ground, name: string, securityRules: object[]): ArmBody {
  return bodyOn(ground, {
    type: 'Microsoft.Network/networkSecurityGroups',
    name: `${name}-${ground.suffix}`,
    group,
    properties: { securityRules },
  });
}

function rule(name: string, priority: number, access: string, source: string, port: string) {
  return {
    name,
    properties: {
      ...{ priority, access, direction: 'Inbound', protocol: 'Tcp', sourceAddressPrefix: source },
      ...{ sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: port },
    },
  };
}
