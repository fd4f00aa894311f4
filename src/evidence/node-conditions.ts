import type { V1Node } from '@kubernetes/client-node';
import { defineCollector } from './collector.ts';
import { mebibytes } from './kubernetes/mebibytes.ts';
import { podsOf } from './kubernetes/pods-of.ts';

/** A node as the Kubernetes API describes it now; memory in MiB. */
export interface NodeState {
  name: string;
  ready: boolean;
  cordoned: boolean;
  conditions: { type: string; status: string; reason?: string; message?: string; since?: Date }[];
  allocatableMiB?: number;
  capacityMiB?: number;
}

/** Conditions and memory of the nodes that the subject's pods run on (Kubernetes API, live). */
export const nodeConditions = defineCollector({
  name: 'nodeConditions',
  what: 'conditions of the nodes',
  async collect(azure, subject, window) {
    const [nodes, pods] = await Promise.all([
      azure.kubernetes.list(subject.cluster.id, 'nodes'),
      podsOf(azure, subject),
    ]);
    const used = new Set(subject.kind === 'Node' ? [subject.name] : pods.map((pod) => pod.spec?.nodeName));
    return {
      value: nodes.filter((node) => subject.kind === 'Cluster' || used.has(node.metadata?.name)).map(nodeState),
      source: { service: 'Kubernetes API', detail: `nodes of ${subject.cluster.name}` },
      at: window.to,
    };
  },
});

function nodeState({ metadata, spec, status }: V1Node): NodeState {
  const conditions = (status?.conditions ?? []).map((it) => ({
    type: it.type,
    status: it.status,
    ...(it.reason ? { reason: it.reason } : {}),
    ...(it.message ? { message: it.message } : {}),
    ...(it.lastTransitionTime ? { since: new Date(it.lastTransitionTime) } : {}),
  }));
  const allocatableMiB = mebibytes(status?.allocatable?.memory);
  const capacityMiB = mebibytes(status?.capacity?.memory);
  return {
    name: metadata?.name ?? '',
    ready: conditions.some((it) => it.type === 'Ready' && it.status === 'True'),
    cordoned: spec?.unschedulable ?? false,
    conditions,
    ...(allocatableMiB === undefined ? {} : { allocatableMiB }),
    ...(capacityMiB === undefined ? {} : { capacityMiB }),
  };
}
