import type { Cluster, Workload } from './estate.ts';

/** Who else writes an object: what Flux, Argo CD and Helm leave on what they deploy. */
const deployed: Record<string, Workload['marks']> = {
  'analytics/invoice-printer': {
    labels: {
      'kustomize.toolkit.fluxcd.io/name': 'analytics',
      'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
    },
  },
  'payments/fraud-score': {
    labels: { 'app.kubernetes.io/instance': 'fraud-score', 'argocd.argoproj.io/instance': 'fraud-score' },
    annotations: { 'argocd.argoproj.io/tracking-id': 'fraud-score:apps/Deployment:payments/fraud-score' },
  },
  'platform/ingress-nginx-controller': {
    labels: {
      'app.kubernetes.io/managed-by': 'Helm',
      'app.kubernetes.io/instance': 'ingress-nginx',
      'helm.sh/chart': 'ingress-nginx-4.11.5',
    },
    annotations: { 'meta.helm.sh/release-name': 'ingress-nginx', 'meta.helm.sh/release-namespace': 'platform' },
  },
};

/** Marks the workloads of production that are deployed from a repository or a chart. */
export function markDeployed(cluster: Cluster): void {
  if (cluster.name !== 'prod-weu') return;
  for (const workload of cluster.workloads) {
    const marks = deployed[`${workload.namespace}/${workload.name}`];
    if (marks) workload.marks = marks;
  }
}
