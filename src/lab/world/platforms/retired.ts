import type { ArmBody } from '../graph/graph-row.ts';
import { bodyOn, type Ground } from './ground.ts';

/** What is left of platforms that are retired: an ACS cluster of each orchestrator, machines of Docker EE for Azure, of DC/OS and of RancherOS. */
export function retired(ground: Ground): ArmBody[] {
  const { suffix } = ground;
  const cluster = (orchestratorType: string) =>
    bodyOn(ground, {
      type: 'Microsoft.ContainerService/containerServices',
      name: `acs-${orchestratorType.toLowerCase()}-${suffix}`,
      group: 'rg-history',
      properties: {
        provisioningState: 'Succeeded',
        orchestratorProfile: { orchestratorType },
        masterProfile: { count: 1, dnsPrefix: `acs-${suffix}` },
        agentPoolProfiles: [{ name: 'agents', count: 3, vmSize: 'Standard_D2_v2' }],
      },
    });
  const machine = (name: string, publisher: string, offer: string, sku: string) =>
    bodyOn(ground, {
      type: 'Microsoft.Compute/virtualMachines',
      name: `${name}-${suffix}`,
      group: 'rg-history',
      plan: { name: sku, publisher, product: offer },
      properties: {
        provisioningState: 'Succeeded',
        hardwareProfile: { vmSize: 'Standard_D2_v2' },
        storageProfile: { imageReference: { publisher, offer, sku, version: 'latest' } },
      },
    });
  return [
    ...['Swarm', 'DCOS', 'Kubernetes'].map(cluster),
    machine('vm-swarm-manager', 'docker', 'docker4azure-cs', 'docker4azure-cs-1_12'),
    machine('vm-dcos-agent', 'mesosphere', 'dcos', 'dcos-agent'),
    machine('vm-rancher', 'rancher', 'rancheros', 'os'),
  ];
}
