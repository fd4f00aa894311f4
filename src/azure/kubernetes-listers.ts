import type { V1ListMeta } from '@kubernetes/client-node';
import type { KubernetesKinds } from './kubernetes.ts';
import type { KubernetesApis } from './kubernetes-apis.ts';

/** One page of a list, and the token of the next. */
export interface Page<T> {
  items: T[];
  metadata?: V1ListMeta;
}

interface PageRequest {
  limit: number;
  _continue?: string;
}

type Lister<T> = (apis: KubernetesApis, page: PageRequest, namespace: string | undefined) => Promise<Page<T>>;

/** How each kind is listed, over all namespaces or in one. */
export const listers: { [K in keyof KubernetesKinds]: Lister<KubernetesKinds[K]> } = {
  pods: ({ core }, page, namespace) =>
    namespace ? core.listNamespacedPod({ ...page, namespace }) : core.listPodForAllNamespaces(page),
  // Nodes live in no namespace.
  nodes: ({ core }, page) => core.listNode(page),
  events: ({ core }, page, namespace) =>
    namespace ? core.listNamespacedEvent({ ...page, namespace }) : core.listEventForAllNamespaces(page),
  deployments: ({ apps }, page, namespace) =>
    namespace ? apps.listNamespacedDeployment({ ...page, namespace }) : apps.listDeploymentForAllNamespaces(page),
  replicasets: ({ apps }, page, namespace) =>
    namespace ? apps.listNamespacedReplicaSet({ ...page, namespace }) : apps.listReplicaSetForAllNamespaces(page),
  statefulsets: ({ apps }, page, namespace) =>
    namespace ? apps.listNamespacedStatefulSet({ ...page, namespace }) : apps.listStatefulSetForAllNamespaces(page),
  daemonsets: ({ apps }, page, namespace) =>
    namespace ? apps.listNamespacedDaemonSet({ ...page, namespace }) : apps.listDaemonSetForAllNamespaces(page),
  jobs: ({ batch }, page, namespace) =>
    namespace ? batch.listNamespacedJob({ ...page, namespace }) : batch.listJobForAllNamespaces(page),
  cronjobs: ({ batch }, page, namespace) =>
    namespace ? batch.listNamespacedCronJob({ ...page, namespace }) : batch.listCronJobForAllNamespaces(page),
};
