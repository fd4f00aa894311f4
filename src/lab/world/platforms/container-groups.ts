import { keyVersionOf, vaultUri } from '../graph/customer-keys.ts';
import type { ArmBody } from '../graph/graph-row.ts';
import { seededUuid } from '../seeded.ts';
import { bodyOn, type Ground } from './ground.ts';

const type = 'Microsoft.ContainerInstance/containerGroups';

/** Container Instances: one as it should be, one that anybody reaches and that has a password written in its variables. */
export function containerGroups(ground: Ground): ArmBody[] {
  const { registry, suffix } = ground;
  return [
    bodyOn(ground, {
      type,
      name: `report-runner-${suffix}`,
      group: 'rg-reports',
      owner: 'team-insight',
      properties: {
        ...common,
        containers: [
          container('runner', `${registry}/payments-worker:0.3`, [
            { name: 'REPORT_DAY', value: 'monday' },
            { name: 'DB_PASSWORD' },
          ]),
        ],
        imageRegistryCredentials: [{ server: registry, identity: '/subscriptions/x/identity' }],
        ipAddress: { ip: '10.2.4.5', ports: [{ port: 8080, protocol: 'TCP' }], type: 'Private' },
        subnetIds: [{ id: '/subscriptions/x/subnets/containers' }],
        diagnostics: { logAnalytics: { workspaceId: seededUuid('workspace/reports'), logType: 'ContainerInsights' } },
        encryptionProperties: {
          ...{ vaultBaseUrl: vaultUri(ground.subscription), keyName: 'reports', keyVersion: keyVersionOf('reports') },
        },
      },
    }),
    bodyOn(ground, {
      type,
      name: `shop-demo-${suffix}`,
      group: 'rg-sandbox',
      properties: {
        ...common,
        containers: [
          container('web', 'nginx:latest', []),
          container('seed', 'ghcr.io/contoso-labs/seed:2', [
            { name: 'DB_PASSWORD', value: 'made-up-and-plain' },
            { name: 'STORAGE_CONNECTION_STRING', value: 'AccountKey=made-up' },
            { name: 'LOG_LEVEL', value: 'debug' },
          ]),
        ],
        imageRegistryCredentials: [{ server: 'ghcr.io', username: 'contoso-labs' }],
        ipAddress: {
          ip: '20.71.9.14',
          ports: [
            { port: 80, protocol: 'TCP' },
            { port: 22, protocol: 'TCP' },
          ],
          type: 'Public',
          fqdn: `shop-demo-${suffix}.${ground.location}.azurecontainer.io`,
        },
      },
    }),
  ];
}

const common = { provisioningState: 'Succeeded', osType: 'Linux', sku: 'Standard', restartPolicy: 'Always' };

function container(name: string, image: string, environmentVariables: object[]) {
  const resources = { requests: { cpu: 1, memoryInGB: 1.5 } };
  return { name, properties: { image, command: [], ports: [{ port: 80 }], environmentVariables, resources } };
}
