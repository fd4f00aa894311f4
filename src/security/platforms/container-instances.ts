import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Risk } from '../../model/inventory.ts';
import { imageRisks } from '../inventory/image-risks.ts';
import { definePlatform } from '../inventory/platform.ts';
import { secretVariables, Variables } from '../inventory/secret-variables.ts';

const Container = z.object({
  properties: z.object({ image: z.string().nullish(), environmentVariables: Variables }),
});

const Row = z.object({
  containers: z.array(Container).nullish(),
  init: z
    .array(z.object({ properties: z.object({ image: z.string().nullish(), environmentVariables: Variables }) }))
    .nullish(),
  address: z
    .object({
      type: z.string().nullish(),
      ip: z.string().nullish(),
      ports: z.array(z.object({ port: z.number() })).nullish(),
    })
    .nullish(),
  logins: z.array(z.object({ server: z.string().nullish(), username: z.string().nullish() })).nullish(),
});

/** Azure Container Instances: container groups. */
export const containerInstances = definePlatform({
  name: 'Container Instances',
  words: ['aci', 'container instances', 'container instance', 'container groups', 'instances'],
  types: ['microsoft.containerinstance/containergroups'],
  fields: graphKql`'containers', properties.containers, 'init', properties.initContainers, 'address', properties.ipAddress, 'logins', properties.imageRegistryCredentials`,
  row: Row,
  tell(it, _, { registries }) {
    const containers = [...(it.containers ?? []), ...(it.init ?? [])].map(({ properties }) => properties);
    const images = containers.flatMap(({ image }) => image ?? []);
    const risks: Risk[] = [
      ...secretVariables(
        containers.flatMap(({ environmentVariables }) => environmentVariables),
        'Set it as secureValue, or mount it from Key Vault, and change the secret',
      ),
      ...addressRisk(it.address),
      ...imageRisks(images, registries),
    ];
    const login = it.logins?.find(({ username }) => username);
    if (login)
      risks.push({
        ...{ code: 'registry-password', level: 'Low' },
        reason: `Pulls from ${login.server ?? 'a registry'} with a password`,
        next: 'Pull with a managed identity',
      });
    const count = it.containers?.length ?? 0;
    return { count: `${count} ${count === 1 ? 'container' : 'containers'}`, images, risks };
  },
});

/** What serves pages to the world on 80 and 443 may be meant to; another port seldom is. */
function addressRisk(address: z.infer<typeof Row>['address']): Risk[] {
  if (address?.type?.toLowerCase() !== 'public') return [];
  const ports = (address.ports ?? []).map(({ port }) => port);
  const isOnlyWeb = ports.every((port) => port === 80 || port === 443);
  const shown = ports.length > 0 ? `, port ${ports.slice(0, 6).join(', ')}` : '';
  return [
    {
      code: 'public-address',
      level: isOnlyWeb ? 'Medium' : 'High',
      reason: `Public address ${address.ip ?? ''}${shown}`.replace('  ', ' '),
      next: 'Put it into a virtual network, behind a gateway where the world must reach it',
    },
  ];
}
