import type { KubernetesKinds } from './kubernetes.ts';

/** Where a kind is served: API group and version, and whether its objects live in a namespace. */
const served: Record<keyof KubernetesKinds, { api: string; inNamespace: boolean; isExtension?: true }> = {
  pods: { api: '/api/v1', inNamespace: true },
  nodes: { api: '/api/v1', inNamespace: false },
  events: { api: '/api/v1', inNamespace: true },
  services: { api: '/api/v1', inNamespace: true },
  endpoints: { api: '/api/v1', inNamespace: true },
  configmaps: { api: '/api/v1', inNamespace: true },
  serviceaccounts: { api: '/api/v1', inNamespace: true },
  persistentvolumeclaims: { api: '/api/v1', inNamespace: true },
  persistentvolumes: { api: '/api/v1', inNamespace: false },
  resourcequotas: { api: '/api/v1', inNamespace: true },
  limitranges: { api: '/api/v1', inNamespace: true },
  deployments: { api: '/apis/apps/v1', inNamespace: true },
  replicasets: { api: '/apis/apps/v1', inNamespace: true },
  statefulsets: { api: '/apis/apps/v1', inNamespace: true },
  daemonsets: { api: '/apis/apps/v1', inNamespace: true },
  jobs: { api: '/apis/batch/v1', inNamespace: true },
  cronjobs: { api: '/apis/batch/v1', inNamespace: true },
  storageclasses: { api: '/apis/storage.k8s.io/v1', inNamespace: false },
  controllerrevisions: { api: '/apis/apps/v1', inNamespace: true },
  ingresses: { api: '/apis/networking.k8s.io/v1', inNamespace: true },
  networkpolicies: { api: '/apis/networking.k8s.io/v1', inNamespace: true },
  horizontalpodautoscalers: { api: '/apis/autoscaling/v2', inNamespace: true },
  poddisruptionbudgets: { api: '/apis/policy/v1', inNamespace: true },
  leases: { api: '/apis/coordination.k8s.io/v1', inNamespace: true },
  roles: { api: '/apis/rbac.authorization.k8s.io/v1', inNamespace: true },
  clusterroles: { api: '/apis/rbac.authorization.k8s.io/v1', inNamespace: false },
  rolebindings: { api: '/apis/rbac.authorization.k8s.io/v1', inNamespace: true },
  clusterrolebindings: { api: '/apis/rbac.authorization.k8s.io/v1', inNamespace: false },
  validatingwebhookconfigurations: { api: '/apis/admissionregistration.k8s.io/v1', inNamespace: false },
  namespaces: { api: '/api/v1', inNamespace: false },
  scaledobjects: { api: '/apis/keda.sh/v1alpha1', inNamespace: true, isExtension: true },
};

/** The path that lists a kind, over all namespaces or in one. */
export function listPath(kind: keyof KubernetesKinds, namespace: string | undefined): string {
  const { api, inNamespace } = served[kind];
  return inNamespace && namespace ? `${api}/namespaces/${encodeURIComponent(namespace)}/${kind}` : `${api}/${kind}`;
}

/** Whether objects of the kind live in a namespace. */
export function isNamespaced(kind: keyof KubernetesKinds): boolean {
  return served[kind].inNamespace;
}

/** Whether objects of a kind live in a namespace. */
export function livesInNamespace(kind: keyof KubernetesKinds): boolean {
  return served[kind].inNamespace;
}

/** The path that every cluster which knows the kind answers, whoever may list it. */
export function groupPath(kind: keyof KubernetesKinds): string {
  return served[kind].api;
}

/** Whether the kind comes with something that is installed into a cluster. */
export function isExtension(kind: keyof KubernetesKinds): boolean {
  return served[kind].isExtension ?? false;
}
