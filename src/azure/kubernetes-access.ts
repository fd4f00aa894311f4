import type { Cluster } from '@kubernetes/client-node';
import { UpstreamError } from '../errors.ts';
import type { Clock } from '../model/clock.ts';
import type { Access, Work } from './access.ts';
import type { AksClients } from './aks.ts';
import { parseArmId } from './arm-id.ts';
import { ask } from './ask.ts';
import { currentContext, type KubernetesUser } from './kubeconfig.ts';

/** How to reach one cluster's API server, and as whom. */
export interface KubernetesAccess {
  cluster: Cluster;
  user: KubernetesUser;
}

/** The accesses of all clusters, kept for a while. */
export interface KubernetesAccesses {
  of(clusterId: string, work: Work): Promise<KubernetesAccess>;
  /** Forgets this one, because the API server did not accept it; a newer one stays. */
  forget(clusterId: string, stale: KubernetesAccess): void;
}

const service = 'Kubernetes API';
const keptMs = 10 * 60_000;

/** Reads kubeconfigs by POST .../listClusterUserCredential. */
export function kubernetesAccesses(access: Access, clients: AksClients, clock: Clock): KubernetesAccesses {
  const kept = new Map<string, { until: number; access: Promise<KubernetesAccess>; read?: KubernetesAccess }>();

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
    of(clusterId, work) {
      const key = clusterId.toLowerCase();
      const now = clock.now().getTime();
      const known = kept.get(key);
      if (known && now < known.until) return waitFor(known.access, work, clusterId, access);
      const fresh: { until: number; access: Promise<KubernetesAccess>; read?: KubernetesAccess } = {
        until: now + keptMs,
        access: read(clusterId),
      };
      kept.set(key, fresh);
      fresh.access.then(
        (it) => {
          fresh.read = it;
        },
        () => {
          if (kept.get(key) === fresh) kept.delete(key);
        },
      );
      return waitFor(fresh.access, work, clusterId, access);
    },
    forget(clusterId, stale) {
      const key = clusterId.toLowerCase();
      if (kept.get(key)?.read === stale) kept.delete(key);
    },
  };
}

function waitFor(pending: Promise<KubernetesAccess>, work: Work, clusterId: string, access: Access) {
  const target = `cluster ${parseArmId(service, clusterId).name}`;
  const timeoutMs = access.config.requestTimeoutSeconds * 1000;
  return ask({ service, target, timeoutMs, ...work }, () => pending);
}

function accessIn(text: string, target: string, { transport }: Access): KubernetesAccess {
  const { cluster, user } = currentContext(text, target);
  if (!cluster.server.startsWith('https://')) {
    throw new UpstreamError(service, 'refused', 'gave an API server that is not https', { target });
  }
  return { cluster: transport.kubernetesCluster?.(cluster) ?? cluster, user };
}
