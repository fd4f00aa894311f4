import { declare } from './declare.ts';
import type { Cluster, Workload } from './estate.ts';

/** Gives a cluster the objects beside its workloads: a service for each, storage for databases, settings, quotas. */
export function buildNamespaced(cluster: Cluster): void {
  const own = cluster.workloads.filter((it) => !it.system && it.kind !== 'CronJob');
  for (const workload of own) {
    const targetPort = workload.containers.find((it) => it.port)?.port;
    if (!targetPort) continue;
    cluster.services.push({
      namespace: workload.namespace,
      name: workload.name,
      selector: { app: workload.name },
      port: workload.kind === 'StatefulSet' ? targetPort : 80,
      targetPort,
      createdAt: workload.createdAt,
    });
  }
  for (const { name, namespace, createdAt } of cluster.workloads.filter((it) => it.name === 'coredns'))
    cluster.services.push({
      namespace,
      name: 'kube-dns',
      selector: { 'k8s-app': name },
      port: 53,
      targetPort: 53,
      protocol: 'UDP',
      createdAt,
    });
  for (const workload of own) cluster.claims.push(...claimsOf(workload));
  for (const workload of firstOfEachNamespace(cluster)) {
    const { namespace, createdAt } = workload;
    cluster.settings.push({ kind: 'ConfigMap', namespace, name: 'kube-root-ca.crt', createdAt, data: {} });
    if (!workload.system)
      cluster.quotas.push({
        namespace,
        name: 'team',
        createdAt,
        hard: { pods: 40, requestsCpu: 16_000, requestsMemoryMiB: 32_768 },
      });
  }
  declare(cluster);
  for (const { namespace, name, createdAt } of own)
    cluster.settings.push(
      { kind: 'ConfigMap', namespace, name: `${name}-settings`, createdAt, data: { 'log-level': 'info' } },
      {
        kind: 'Secret',
        namespace,
        name,
        createdAt,
        data: { 'connection-string': `not-a-secret-${name}`, password: `not-a-secret-${name}` },
      },
    );
}

function claimsOf(workload: Workload) {
  return workload.containers.flatMap(({ claim }) =>
    claim
      ? [
          {
            namespace: workload.namespace,
            name: claim,
            storageClass: 'managed-csi',
            sizeGiB: 64,
            createdAt: workload.createdAt,
          },
        ]
      : [],
  );
}

function firstOfEachNamespace(cluster: Cluster): Workload[] {
  const names = new Set(cluster.workloads.map((it) => it.namespace));
  return [...names].flatMap((name) => cluster.workloads.find((it) => it.namespace === name) ?? []);
}
