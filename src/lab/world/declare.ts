import { declareRights } from './declare-rights.ts';
import type { Cluster, Workload } from './estate.ts';
import type { Declared } from './namespaced.ts';

/** Gives a cluster what is declared and has no state of its own: accounts, policies, limits, budgets, autoscalers. */
export function declare(cluster: Cluster): void {
  const namespaces = Map.groupBy(cluster.workloads, (it) => it.namespace);
  for (const [namespace, [first]] of namespaces) if (first) account(cluster, namespace, 'default', first.createdAt);
  for (const { system, namespace, name, createdAt } of cluster.workloads)
    if (system) account(cluster, namespace, name, createdAt);

  const has = (namespace: string, name: string) =>
    cluster.workloads.find((it) => it.namespace === namespace && it.name === name);
  const storefront = has('shop', 'storefront');
  const checkout = has('shop', 'checkout-api');
  const ledger = has('payments', 'ledger');
  if (storefront) {
    cluster.declared.push(ingress(storefront));
    if (storefront.replicas > 1)
      cluster.budgets.push({
        namespace: 'shop',
        name: storefront.name,
        createdAt: storefront.createdAt,
        minAvailable: 2,
      });
  }
  if (checkout && checkout.replicas > 1)
    cluster.autoscalers.push({
      namespace: 'shop',
      name: checkout.name,
      createdAt: checkout.createdAt,
      min: checkout.replicas,
      max: 2 * checkout.replicas,
      target: 90,
    });
  if (ledger) cluster.declared.push(limits(ledger), callers(ledger));
  for (const [namespace, [first]] of namespaces)
    if (first && !first.system) cluster.declared.push(editors(namespace, first.createdAt));
  declareRights(cluster);
  const preview = has('sandbox', 'feature-preview');
  if (preview) cluster.declared.push(everythingFor(preview));
}

function account(cluster: Cluster, namespace: string, name: string, createdAt: Date): void {
  cluster.declared.push({ kind: 'ServiceAccount', namespace, name, createdAt, body: {} });
}

/** The team of a namespace may edit in it. */
function editors(namespace: string, createdAt: Date): Declared {
  return {
    kind: 'RoleBinding',
    namespace,
    name: `team-${namespace}-edit`,
    createdAt,
    body: {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: `team-${namespace}` }],
    },
  };
}

/** Somebody made a namespace's default account an administrator of the whole cluster. */
function everythingFor({ namespace, createdAt }: Workload): Declared {
  return {
    kind: 'ClusterRoleBinding',
    namespace: '',
    name: `${namespace}-default-admin`,
    createdAt,
    body: {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'default', namespace }],
    },
  };
}

function ingress({ namespace, name, createdAt }: Workload): Declared {
  const backend = { service: { name, port: { number: 80 } } };
  const paths = [{ path: '/', pathType: 'Prefix', backend }];
  return {
    kind: 'Ingress',
    namespace,
    name,
    createdAt,
    body: {
      spec: { ingressClassName: 'nginx', rules: [{ host: 'shop.contoso.example', http: { paths } }] },
      status: { loadBalancer: { ingress: [{ ip: '20.50.2.14' }] } },
    },
  };
}

function limits({ namespace, createdAt }: Workload): Declared {
  const limit = { type: 'Container', max: { memory: '2Gi' }, defaultRequest: { cpu: '50m', memory: '64Mi' } };
  return { kind: 'LimitRange', namespace, name: 'containers', createdAt, body: { spec: { limits: [limit] } } };
}

/** Only the shop and the platform may call the namespace's pods; where these call is open. */
function callers({ namespace, createdAt }: Workload): Declared {
  const from = [namespace, 'shop', 'platform'].map((name) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
  }));
  return {
    kind: 'NetworkPolicy',
    namespace,
    name: 'callers',
    createdAt,
    body: { spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from }] } },
  };
}
