import type { V1PodSpec } from '@kubernetes/client-node';

/** Whether the pod says that it runs on Windows, where what is special to Linux need not be set. */
export function isForWindows(spec: V1PodSpec): boolean {
  return spec.os?.name === 'windows';
}

/** Whether the pod has users of its own, of which none is a privileged one of the node. */
export function hasOwnUsers(spec: V1PodSpec): boolean {
  return spec.hostUsers === false;
}
