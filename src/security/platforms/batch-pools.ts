import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Risk } from '../../model/inventory.ts';
import { imageRisks } from '../inventory/image-risks.ts';
import { definePlatform } from '../inventory/platform.ts';

const Level = z.object({ elevationLevel: z.string().nullish() }).nullish();

/** Pools of Azure Batch whose tasks run in containers. */
export const batchPools = definePlatform({
  name: 'Batch pools',
  words: ['batch', 'batch pools', 'batch pool', 'pools'],
  table: 'batchresources',
  types: ['microsoft.batch/batchaccounts/pools'],
  only: graphKql`isnotnull(properties.deploymentConfiguration.virtualMachineConfiguration.containerConfiguration)`,
  fields: graphKql`'containers', properties.deploymentConfiguration.virtualMachineConfiguration.containerConfiguration, 'dedicated', properties.currentDedicatedNodes, 'spot', properties.currentLowPriorityNodes, 'users', properties.userAccounts, 'start', properties.startTask.userIdentity.autoUser, 'addresses', properties.networkConfiguration.publicIPAddressConfiguration.provision`,
  row: z.object({
    containers: z
      .object({
        containerImageNames: z.array(z.string()).nullish(),
        containerRegistries: z
          .array(z.object({ registryServer: z.string().nullish(), username: z.string().nullish() }))
          .nullish(),
      })
      .nullish(),
    dedicated: z.number().nullish(),
    spot: z.number().nullish(),
    // Of a user the name and the level alone: a password may stand beside them.
    users: z.array(z.object({ name: z.string().nullish(), elevationLevel: z.string().nullish() })).nullish(),
    start: Level,
    addresses: z.string().nullish(),
  }),
  tell(it, { id, name }, { registries, batchAccounts }) {
    const account = /\/batchaccounts\/([^/]+)\//i.exec(id)?.[1] ?? '';
    const images = it.containers?.containerImageNames ?? [];
    const risks: Risk[] = [];
    const admins = (it.users ?? []).filter(({ elevationLevel }) => isAdmin(elevationLevel)).map((user) => user.name);
    if (admins.length > 0)
      risks.push({
        ...{ code: 'admin-user', level: 'High' },
        reason: `Administrators of the nodes: ${admins.slice(0, 3).join(', ')}`,
        next: 'Let tasks run as a user who is none (elevationLevel NonAdmin)',
      });
    if (isAdmin(it.start?.elevationLevel))
      risks.push({
        ...{ code: 'admin-start-task', level: 'Low' },
        reason: 'The start task runs as an administrator',
        next: 'Bake what it installs into the image of the nodes',
      });
    if (it.addresses?.toLowerCase() !== 'nopublicipaddresses')
      risks.push({
        ...{ code: 'public-address', level: 'Medium' },
        reason: 'The nodes have public addresses',
        next: 'Make the pool anew without public addresses, with simplified node communication',
      });
    const login = it.containers?.containerRegistries?.find(({ username }) => username);
    if (login)
      risks.push({
        ...{ code: 'registry-password', level: 'Low' },
        reason: `Pulls from ${login.registryServer ?? 'Docker Hub'} with a password`,
        next: 'Pull with a managed identity (identityReference)',
      });
    risks.push(...imageRisks(images, registries));
    const nodes = (it.dedicated ?? 0) + (it.spot ?? 0);
    return {
      ...{ name: `${account}/${name}`, count: `${nodes} ${nodes === 1 ? 'node' : 'nodes'}`, images, risks },
      home: batchAccounts.get(id.toLowerCase().replace(/\/pools\/[^/]+$/, '')),
    };
  },
});

const isAdmin = (level: string | null | undefined) => level?.toLowerCase() === 'admin';
