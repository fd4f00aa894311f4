import type { ContainerServiceClient } from '@azure/arm-containerservice';
import { z } from 'zod';
import { type Access, clientOptions, trimmed, type Work } from './access.ts';
import { parseArmId } from './arm-id.ts';
import { ask } from './ask.ts';
import { oncePer } from './once.ts';
import { parseRows } from './parse-rows.ts';

/** What ARM says of one managed cluster (api-version 2026-04-01), reduced to what we use. */
export interface ManagedCluster {
  id: string;
  name: string;
  location: string;
  kubernetesVersion: string;
  provisioningState: string;
  powerState: string;
  privateCluster: boolean;
  /** What enforces NetworkPolicies: "azure", "calico", "cilium"; undefined where AKS runs nothing that does. */
  networkPolicy?: string;
  nodePools: {
    name: string;
    mode: string;
    count: number;
    minCount?: number;
    maxCount?: number;
    version: string;
    vmSize: string;
  }[];
}

/** The versions a cluster may move to. */
export interface UpgradeProfile {
  current: string;
  upgrades: { version: string; preview: boolean }[];
}

/** AKS over ARM. */
export interface Aks {
  cluster(id: string): Promise<ManagedCluster>;
  upgrades(id: string): Promise<UpgradeProfile>;
}

/** ARM clients of AKS, one a subscription; the Kubernetes gateway gets its credentials through them too. */
export type AksClients = (subscriptionId: string) => Promise<ContainerServiceClient>;

const service = 'AKS';

const NodePool = z
  .object({
    name: z.string(),
    mode: z.string().default('User'),
    count: z.number().default(0),
    minCount: z.number().optional(),
    maxCount: z.number().optional(),
    currentOrchestratorVersion: z.string().optional(),
    orchestratorVersion: z.string().optional(),
    vmSize: z.string().default(''),
  })
  .transform(({ name, mode, count, minCount, maxCount, currentOrchestratorVersion, orchestratorVersion, vmSize }) => ({
    name,
    mode,
    count,
    ...(minCount !== undefined && { minCount }),
    ...(maxCount !== undefined && { maxCount }),
    version: currentOrchestratorVersion ?? orchestratorVersion ?? '',
    vmSize,
  }));

const Cluster = z
  .object({
    id: z.string(),
    name: z.string(),
    location: z.string(),
    currentKubernetesVersion: z.string().optional(),
    kubernetesVersion: z.string().default(''),
    provisioningState: z.string().default('Unknown'),
    powerState: z.object({ code: z.string() }).default({ code: 'Unknown' }),
    apiServerAccessProfile: z.object({ enablePrivateCluster: z.boolean().optional() }).optional(),
    networkProfile: z.object({ networkPolicy: z.string().optional() }).optional(),
    agentPoolProfiles: z.array(NodePool).default([]),
  })
  .transform(
    (it): ManagedCluster => ({
      id: it.id,
      name: it.name,
      location: it.location,
      kubernetesVersion: it.currentKubernetesVersion ?? it.kubernetesVersion,
      provisioningState: it.provisioningState,
      powerState: it.powerState.code,
      privateCluster: it.apiServerAccessProfile?.enablePrivateCluster ?? false,
      ...policyOf(it.networkProfile?.networkPolicy),
      nodePools: it.agentPoolProfiles,
    }),
  );

function policyOf(said: string | undefined): Pick<ManagedCluster, 'networkPolicy'> {
  return said === undefined || said === '' || said.toLowerCase() === 'none' ? {} : { networkPolicy: said };
}

const Upgrades = z
  .object({
    controlPlaneProfile: z.object({
      kubernetesVersion: z.string(),
      upgrades: z.array(z.object({ kubernetesVersion: z.string(), isPreview: z.boolean().optional() })).default([]),
    }),
  })
  .transform(
    ({ controlPlaneProfile: it }): UpgradeProfile => ({
      current: it.kubernetesVersion,
      upgrades: it.upgrades.map(({ kubernetesVersion, isPreview }) => ({
        version: kubernetesVersion,
        preview: isPreview ?? false,
      })),
    }),
  );

/** The ARM clients of AKS, by @azure/arm-containerservice. */
export function aksClients(access: Access): AksClients {
  return oncePer(async (subscriptionId) => {
    const { ContainerServiceClient } = await import('@azure/arm-containerservice');
    return trimmed(new ContainerServiceClient(access.credential, subscriptionId, clientOptions(access)));
  });
}

/** AKS over ARM, through its clients. */
export function connectAks(access: Access, clients: AksClients): (work: Work) => Aks {
  const timeoutMs = access.config.requestTimeoutSeconds * 1000;

  return ({ signal, log }) => {
    const asked = async <T>(
      id: string,
      as: z.ZodType<T>,
      call: (it: {
        client: ContainerServiceClient;
        group: string;
        name: string;
        abortSignal: AbortSignal;
      }) => Promise<unknown>,
    ) => {
      const { subscriptionId, resourceGroup: group, name } = parseArmId(service, id);
      const question = { service, target: `cluster ${name}`, signal, timeoutMs, log } as const;
      const answer = await ask(question, async (abortSignal) =>
        call({ client: await clients(subscriptionId), group, name, abortSignal }),
      );
      const [parsed] = parseRows(service, as, [answer]);
      return parsed as T;
    };
    return {
      cluster: (id) =>
        asked(id, Cluster, ({ client, group, name, abortSignal }) =>
          client.managedClusters.get(group, name, { abortSignal }),
        ),
      upgrades: (id) =>
        asked(id, Upgrades, ({ client, group, name, abortSignal }) =>
          client.managedClusters.getUpgradeProfile(group, name, { abortSignal }),
        ),
    };
  };
}
