import type { CoreV1Event, V1CronJob, V1DaemonSet, V1Deployment, V1Job, V1Node, V1Pod, V1ReplicaSet, V1StatefulSet } from '@kubernetes/client-node';

/** What can be listed, by plural name. */
export interface KubernetesKinds {
  pods: V1Pod;
  nodes: V1Node;
  events: CoreV1Event;
  deployments: V1Deployment;
  replicasets: V1ReplicaSet;
  statefulsets: V1StatefulSet;
  daemonsets: V1DaemonSet;
  jobs: V1Job;
  cronjobs: V1CronJob;
}

/** A cluster's Kubernetes API, reached with the bot's own identity; lists are paged to the end. */
export interface Kubernetes {
  /** `namespace` undefined lists all namespaces. */
  list<K extends keyof KubernetesKinds>(clusterId: string, kind: K, namespace?: string): Promise<KubernetesKinds[K][]>;
  /** The last lines of a container's log. */
  log(clusterId: string, pod: { namespace: string; name: string; container: string }, options: { previous: boolean; tailLines: number }): Promise<string>;
}
