import type { HttpClient } from '@azure/core-rest-pipeline';
import type { Cluster } from '@kubernetes/client-node';

/** How requests leave: undefined parts mean the SDKs' own way. The lab passes one that leads to itself. */
export interface Transport {
  httpClient?: HttpClient;
  /** Where a cluster's API server really is; production leaves it as its kubeconfig says. */
  kubernetesCluster?(cluster: Cluster): Cluster;
}
