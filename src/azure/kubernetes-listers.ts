import type { RequestContext, ResponseContext } from '@kubernetes/client-node/dist/gen/http/http.js';
import type { KubernetesKinds } from './kubernetes.ts';
import type { KubernetesApis } from './kubernetes-apis.ts';

/** How a kind is listed, over all namespaces or in one, and how its list is read. */
export interface Lister<T> {
  request(requests: KubernetesApis['requests'], namespace: string | undefined): Promise<RequestContext>;
  read(answers: KubernetesApis['answers'], answer: ResponseContext): Promise<{ data: Page<T> }>;
}

/** One page of a list, and the token of the next. */
export interface Page<T> {
  items: T[];
  metadata?: { _continue?: string };
}

/** By plural name. A list has one form, whether of one namespace or of all. */
export const listers: { [K in keyof KubernetesKinds]: Lister<KubernetesKinds[K]> } = {
  pods: {
    request: ({ core }, ns) => (ns ? core.listNamespacedPod(ns) : core.listPodForAllNamespaces()),
    read: ({ core }, answer) => core.listPodForAllNamespacesWithHttpInfo(answer),
  },
  // Nodes live in no namespace.
  nodes: {
    request: ({ core }) => core.listNode(),
    read: ({ core }, answer) => core.listNodeWithHttpInfo(answer),
  },
  events: {
    request: ({ core }, ns) => (ns ? core.listNamespacedEvent(ns) : core.listEventForAllNamespaces()),
    read: ({ core }, answer) => core.listEventForAllNamespacesWithHttpInfo(answer),
  },
  deployments: {
    request: ({ apps }, ns) => (ns ? apps.listNamespacedDeployment(ns) : apps.listDeploymentForAllNamespaces()),
    read: ({ apps }, answer) => apps.listDeploymentForAllNamespacesWithHttpInfo(answer),
  },
  replicasets: {
    request: ({ apps }, ns) => (ns ? apps.listNamespacedReplicaSet(ns) : apps.listReplicaSetForAllNamespaces()),
    read: ({ apps }, answer) => apps.listReplicaSetForAllNamespacesWithHttpInfo(answer),
  },
  statefulsets: {
    request: ({ apps }, ns) => (ns ? apps.listNamespacedStatefulSet(ns) : apps.listStatefulSetForAllNamespaces()),
    read: ({ apps }, answer) => apps.listStatefulSetForAllNamespacesWithHttpInfo(answer),
  },
  daemonsets: {
    request: ({ apps }, ns) => (ns ? apps.listNamespacedDaemonSet(ns) : apps.listDaemonSetForAllNamespaces()),
    read: ({ apps }, answer) => apps.listDaemonSetForAllNamespacesWithHttpInfo(answer),
  },
  jobs: {
    request: ({ batch }, ns) => (ns ? batch.listNamespacedJob(ns) : batch.listJobForAllNamespaces()),
    read: ({ batch }, answer) => batch.listJobForAllNamespacesWithHttpInfo(answer),
  },
  cronjobs: {
    request: ({ batch }, ns) => (ns ? batch.listNamespacedCronJob(ns) : batch.listCronJobForAllNamespaces()),
    read: ({ batch }, answer) => batch.listCronJobForAllNamespacesWithHttpInfo(answer),
  },
};
