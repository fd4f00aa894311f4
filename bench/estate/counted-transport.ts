import type { Transport } from '../../src/azure/transport.ts';

/** How often Azure was asked. */
export interface Calls {
  /** Requests to Resource Manager, Resource Graph, Log Analytics and the like. */
  requests: number;
  /** Those of them that were sent back for the quota. */
  throttled: number;
  /** API servers of clusters that were turned to. */
  clusters: Set<string>;
}

/** The same transport, which counts. */
export function countedTransport(transport: Transport): { transport: Transport; calls: Calls } {
  const calls: Calls = { requests: 0, throttled: 0, clusters: new Set() };
  const { httpClient, kubernetesCluster } = transport;
  return {
    calls,
    transport: {
      ...transport,
      ...(httpClient && {
        httpClient: {
          async sendRequest(request) {
            calls.requests++;
            const response = await httpClient.sendRequest(request);
            if (response.status === 429) calls.throttled++;
            return response;
          },
        },
      }),
      ...(kubernetesCluster && {
        kubernetesCluster(cluster) {
          calls.clusters.add(cluster.name);
          return kubernetesCluster(cluster);
        },
      }),
    },
  };
}
