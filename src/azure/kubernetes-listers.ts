import type { RequestContext } from '@kubernetes/client-node/dist/gen/http/http.js';
import type { KubernetesKinds } from './kubernetes.ts';
import type { KubernetesApis } from './kubernetes-apis.ts';

/** How a kind is asked for, over all namespaces or in one. */
export type Lister = (requests: KubernetesApis['requests'], namespace: string | undefined) => Promise<RequestContext>;

/** By plural name. */
export const listers: Record<keyof KubernetesKinds, Lister> = {
  pods: ({ core }, ns) => (ns ? core.listNamespacedPod(ns) : core.listPodForAllNamespaces()),
  // Nodes live in no namespace.
  nodes: ({ core }) => core.listNode(),
  events: ({ core }, ns) => (ns ? core.listNamespacedEvent(ns) : core.listEventForAllNamespaces()),
  deployments: ({ apps }, ns) => (ns ? apps.listNamespacedDeployment(ns) : apps.listDeploymentForAllNamespaces()),
  replicasets: ({ apps }, ns) => (ns ? apps.listNamespacedReplicaSet(ns) : apps.listReplicaSetForAllNamespaces()),
  statefulsets: ({ apps }, ns) => (ns ? apps.listNamespacedStatefulSet(ns) : apps.listStatefulSetForAllNamespaces()),
  daemonsets: ({ apps }, ns) => (ns ? apps.listNamespacedDaemonSet(ns) : apps.listDaemonSetForAllNamespaces()),
  jobs: ({ batch }, ns) => (ns ? batch.listNamespacedJob(ns) : batch.listJobForAllNamespaces()),
  cronjobs: ({ batch }, ns) => (ns ? batch.listNamespacedCronJob(ns) : batch.listCronJobForAllNamespaces()),
};
