import type { ClusterNode, Happening } from './estate.ts';

/** The node problem detector's event and, when the whole node ran out, the kubelet's beside it. */
export function nodeOomEvents(
  node: ClusterNode,
  at: Date,
  victim: { process: string; pid: number; anonymousKiB: number; byNode: boolean },
): Happening[] {
  const { process, pid, anonymousKiB, byNode } = victim;
  const sizes = `total-vm:${anonymousKiB * 3 + 104_212}kB, anon-rss:${anonymousKiB}kB, file-rss:${1_024 + (pid % 9_000)}kB, shmem-rss:0kB`;
  const killed = `Killed process ${pid} (${process}) ${sizes}, UID:1000 pgtables:${Math.round(anonymousKiB / 420)}kB oom_score_adj:${byNode ? 947 : 984}`;
  const about = {
    at,
    type: 'Warning' as const,
    object: { kind: 'Node', namespace: '', name: node.name, uid: node.uid },
    host: node.name,
  };
  const kernel = {
    ...about,
    reason: 'OOMKilling',
    message: `${byNode ? 'Out of memory' : 'Memory cgroup out of memory'}: ${killed}`,
    component: 'kernel-monitor',
  };
  const kubelet = {
    ...about,
    reason: 'SystemOOM',
    message: `System OOM encountered, victim process: ${process}, pid: ${pid}`,
    component: 'kubelet',
  };
  return byNode ? [kernel, kubelet] : [kernel];
}
