import type { ClusterNode, Happening, Pod } from './estate.ts';

/** An event of the kubelet about one pod. */
export function ofPod(pod: Pod, at: Date, type: Happening['type'], reason: string, message: string): Happening {
  return {
    at,
    type,
    reason,
    message,
    object: { kind: 'Pod', namespace: pod.workload.namespace, name: pod.name, uid: pod.uid },
    component: 'kubelet',
    host: pod.node.name,
  };
}

/** An event about a node; the kubelet's, unless another component says it. */
export function ofNode(
  node: ClusterNode,
  at: Date,
  type: Happening['type'],
  reason: string,
  message: string,
  component = 'kubelet',
): Happening {
  return {
    at,
    type,
    reason,
    message,
    object: { kind: 'Node', namespace: '', name: node.name, uid: node.uid },
    component,
    host: component === 'kubelet' ? node.name : '',
  };
}
