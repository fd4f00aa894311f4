import type { Cluster } from './estate.ts';
import type { Declared } from './namespaced.ts';

const apiGroup = 'rbac.authorization.k8s.io';
const everything = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];
const reading = { verbs: ['get', 'list', 'watch'] };

/** Gives a cluster the roles that Kubernetes and AKS bring, in dev what somebody added, and the gates where there is Gatekeeper. */
export function declareRights(cluster: Cluster): void {
  const [first] = cluster.workloads;
  if (!first) return;
  const wide = (kind: Declared['kind'], name: string, body: Declared['body'], labels?: Declared['labels']): void => {
    cluster.declared.push({ kind, namespace: '', name, createdAt: first.createdAt, body, ...(labels && { labels }) });
  };
  const own = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
  const ofAks = { 'addonmanager.kubernetes.io/mode': 'Reconcile', 'kubernetes.io/cluster-service': 'true' };

  wide('ClusterRole', 'cluster-admin', { rules: everything }, own);
  wide('ClusterRole', 'view', { rules: [{ apiGroups: [''], resources: ['pods', 'services'], ...reading }] }, own);
  wide('ClusterRole', 'system:discovery', { rules: [{ nonResourceURLs: ['/api', '/api/*'], verbs: ['get'] }] }, own);
  wide('ClusterRoleBinding', 'cluster-admin', binding('cluster-admin', 'Group', 'system:masters'), own);
  wide('ClusterRoleBinding', 'system:discovery', binding('system:discovery', 'Group', 'system:authenticated'), own);
  wide('ClusterRoleBinding', 'aks-cluster-admin-binding', binding('cluster-admin', 'User', 'clusterAdmin'), ofAks);
  wide('ClusterRole', 'log-reader', { rules: [{ apiGroups: [''], resources: ['pods/log'], ...reading }] });
  if (cluster.environment === 'dev') {
    wide('ClusterRole', 'ci-deployer', { rules: [{ apiGroups: ['apps'], resources: ['*'], verbs: ['*'] }] });
    wide('ClusterRoleBinding', 'ci-deployer', binding('ci-deployer', 'Group', 'team-ci'));
    wide('ClusterRoleBinding', 'dashboard-for-all', binding('view', 'Group', 'system:unauthenticated'));
  }
  if (cluster.workloads.some(({ namespace }) => namespace === 'gatekeeper-system')) {
    // AKS lets pods through while its add-on cannot answer; in one cluster the people chose otherwise.
    const failurePolicy = cluster.name === 'prod-neu' ? 'Fail' : 'Ignore';
    wide('ValidatingWebhookConfiguration', 'gatekeeper-validating-webhook-configuration', gatekeeper(failurePolicy));
  }
}

function binding(role: string, kind: 'User' | 'Group', name: string): Declared['body'] {
  return { roleRef: { apiGroup, kind: 'ClusterRole', name: role }, subjects: [{ apiGroup, kind, name }] };
}

function gatekeeper(failurePolicy: 'Fail' | 'Ignore'): Declared['body'] {
  return {
    webhooks: [
      {
        name: 'validation.gatekeeper.sh',
        admissionReviewVersions: ['v1', 'v1beta1'],
        clientConfig: {
          service: { name: 'gatekeeper-webhook-service', namespace: 'gatekeeper-system', path: '/v1/admit' },
        },
        failurePolicy,
        matchPolicy: 'Exact',
        sideEffects: 'None',
        timeoutSeconds: 3,
        rules: [
          { apiGroups: ['*'], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources: ['*'], scope: '*' },
        ],
      },
    ],
  };
}
