import type { Cluster, User } from '@kubernetes/client-node';
import { UpstreamError } from '../errors.ts';
import type { Clock } from '../model/clock.ts';
import type { Access } from './access.ts';
import type { AksClients } from './aks.ts';
import { parseArmId } from './arm-id.ts';
import { ask } from './ask.ts';

/** How to reach one cluster's API server, and as whom. */
export interface KubernetesAccess {
  cluster: Cluster;
  /** The kubeconfig's own user; never its exec command, and no path into our own file system. */
  user: User;
  /** True when the user is to come with an Entra token of the bot's identity. */
  entra: boolean;
}

/** The accesses of all clusters, kept for a while. */
export interface KubernetesAccesses {
  of(clusterId: string, signal: AbortSignal): Promise<KubernetesAccess>;
  /** Forgets a cluster's, because its API server did not accept it. */
  forget(clusterId: string): void;
}

const service = 'Kubernetes API';
const keptMs = 10 * 60_000;

/** Reads kubeconfigs by POST .../listClusterUserCredential. */
export function kubernetesAccesses(access: Access, clients: AksClients, clock: Clock): KubernetesAccesses {
  const kept = new Map<string, { until: number; access: Promise<KubernetesAccess> }>();

  const read = async (clusterId: string): Promise<KubernetesAccess> => {
    const { subscriptionId, resourceGroup, name } = parseArmId(service, clusterId);
    const timeoutMs = access.config.requestTimeoutSeconds * 1000;
    // Shared by all who wait for it: so it has its own time, and not the deadline of the one who came first.
    const question = {
      service,
      target: `cluster ${name}`,
      signal: AbortSignal.timeout(timeoutMs),
      timeoutMs,
      log: access.log,
    } as const;
    const credentials = await ask(question, async (abortSignal) =>
      (await clients(subscriptionId)).managedClusters.listClusterUserCredentials(resourceGroup, name, { abortSignal }),
    );
    const kubeconfig = credentials.kubeconfigs?.[0]?.value;
    if (!kubeconfig)
      throw new UpstreamError(service, 'malformed', 'has no kubeconfig for the bot', { target: question.target });
    return accessIn(Buffer.from(kubeconfig).toString('utf8'), question.target, access);
  };

  return {
    of(clusterId, signal) {
      const key = clusterId.toLowerCase();
      const now = clock.now().getTime();
      const known = kept.get(key);
      if (known && now < known.until) return waitFor(known.access, signal, clusterId, access);
      const fresh = { until: now + keptMs, access: read(clusterId) };
      kept.set(key, fresh);
      fresh.access.catch(() => {
        if (kept.get(key) === fresh) kept.delete(key);
      });
      return waitFor(fresh.access, signal, clusterId, access);
    },
    forget: (clusterId) => kept.delete(clusterId.toLowerCase()),
  };
}

function waitFor(pending: Promise<KubernetesAccess>, signal: AbortSignal, clusterId: string, access: Access) {
  const { name } = parseArmId(service, clusterId);
  const timeoutMs = access.config.requestTimeoutSeconds * 1000;
  return ask({ service, target: `cluster ${name}`, signal, timeoutMs, log: access.log }, () => pending);
}

async function accessIn(kubeconfig: string, target: string, { transport }: Access): Promise<KubernetesAccess> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  try {
    config.loadFromString(kubeconfig);
  } catch (cause) {
    // The cause may quote the text, and that holds keys.
    throw new UpstreamError(
      service,
      'malformed',
      `gave a kubeconfig that is not understood (${(cause as Error).name})`,
      { target },
    );
  }
  const cluster = config.getCurrentCluster();
  const user = config.getCurrentUser();
  if (!cluster || !user)
    throw new UpstreamError(service, 'malformed', 'gave a kubeconfig without a current context', { target });
  if (!cluster.server.startsWith('https://')) {
    throw new UpstreamError(service, 'refused', 'gave an API server that is not https', { target });
  }
  const entra = user.exec !== undefined || user.authProvider !== undefined || !(user.token || user.certData);
  const { name, server, caData, tlsServerName } = cluster;
  const bare: Cluster = {
    name,
    server,
    skipTLSVerify: false,
    ...(caData && { caData }),
    ...(tlsServerName && { tlsServerName }),
  };
  return {
    cluster: transport.kubernetesCluster?.(bare) ?? bare,
    user: entra
      ? { name: user.name }
      : {
          name: user.name,
          ...(user.token && { token: user.token }),
          ...(user.certData && user.keyData && { certData: user.certData, keyData: user.keyData }),
        },
    entra,
  };
}
