import { UpstreamError } from '../errors.ts';
import type { Clock } from '../model/clock.ts';
import type { Access, Work } from './access.ts';
import type { AksClients } from './aks.ts';
import { parseArmId } from './arm-id.ts';
import { ask } from './ask.ts';
import { type KubernetesAccess, kubernetesAccesses } from './kubernetes-access.ts';
import { type KubernetesApis, kubernetesApis } from './kubernetes-apis.ts';

/** What is done with one cluster's API within one attempt. */
export type Call<T> = (apis: KubernetesApis, signal: AbortSignal) => Promise<T>;

/**
 * Reaches a cluster's API server for one call. A call that changes something is made `once`: it is tried anew only
 * after a 401, which says that nothing was done. Throws UpstreamError.
 */
export type KubernetesReach = <T>(clusterId: string, work: Work, call: Call<T>, once?: true) => Promise<T>;

const service = 'Kubernetes API';

/** One way to all API servers for reads and changes: the kubeconfigs that were read and the connections are shared. */
export function kubernetesReach(access: Access, clients: AksClients, clock: Clock): KubernetesReach {
  const accesses = kubernetesAccesses(access, clients, clock);
  const connections = new WeakMap<KubernetesAccess, Promise<KubernetesApis>>();
  const timeoutMs = access.config.requestTimeoutSeconds * 1000;

  const apisOf = (reached: KubernetesAccess) => {
    const apis = connections.get(reached) ?? kubernetesApis(reached, access.credential);
    connections.set(reached, apis);
    return apis;
  };

  return async (clusterId, work, call, once) => {
    const target = `cluster ${parseArmId(service, clusterId).name}`;
    const attempt = async (reached: KubernetesAccess) =>
      ask({ service, target, timeoutMs, ...work, ...(once && { once }) }, async (abortSignal) =>
        call(await apisOf(reached), abortSignal),
      );
    const reached = await accesses.of(clusterId, work);
    return attempt(reached).catch(async (error: unknown) => {
      if (!(error instanceof UpstreamError) || error.reason !== 'unauthorized') throw error;
      // Credentials are rotated: the kubeconfig that was kept may be an old one.
      accesses.forget(clusterId, reached);
      return attempt(await accesses.of(clusterId, work));
    });
  };
}
