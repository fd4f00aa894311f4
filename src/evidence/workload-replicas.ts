import type { Azure } from '../azure/azure.ts';
import type { KubernetesKinds } from '../azure/kubernetes.ts';
import type { Subject } from '../model/subject.ts';
import { defineCollector } from './collector.ts';

/** How many pods a workload should have, by its specification; undefined where its kind promises no number. */
export interface WorkloadReplicas {
  desired?: number;
  ready?: number;
}

/** Wanted and ready replicas of the subject, when it is a workload (Kubernetes API, live). */
export const workloadReplicas = defineCollector<'workloadReplicas', WorkloadReplicas>({
  name: 'workloadReplicas',
  what: 'wanted replicas of the workload',
  async collect(azure, subject, window) {
    return {
      value: await replicasOf(azure, subject),
      source: { service: 'Kubernetes API', detail: `${subject.kind} ${subject.name} in ${subject.namespace}` },
      at: window.to,
    };
  },
});

async function replicasOf(azure: Azure, subject: Subject): Promise<WorkloadReplicas> {
  const { kind } = subject;
  if (kind === 'Pod') return { desired: 1 };
  if (kind === 'DaemonSet') {
    const { status } = (await itself(azure, subject, 'daemonsets')) ?? {};
    return counts(status?.desiredNumberScheduled, status?.numberReady);
  }
  const plural =
    kind === 'Deployment'
      ? 'deployments'
      : kind === 'StatefulSet'
        ? 'statefulsets'
        : kind === 'ReplicaSet'
          ? 'replicasets'
          : undefined;
  if (!plural) return {};
  const found = await itself(azure, subject, plural);
  return counts(found?.spec?.replicas, found?.status?.readyReplicas ?? 0);
}

async function itself<K extends keyof KubernetesKinds>(azure: Azure, { cluster, namespace, name }: Subject, plural: K) {
  return (await azure.kubernetes.list(cluster.id, plural, namespace)).find((it) => it.metadata?.name === name);
}

function counts(desired: number | undefined, ready: number | undefined): WorkloadReplicas {
  return { ...(desired === undefined ? {} : { desired }), ...(ready === undefined ? {} : { ready }) };
}
