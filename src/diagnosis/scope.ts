import type { PodState } from '../evidence/kubernetes/pod-state.ts';
import type { ContainerHistory } from '../evidence/restart-history.ts';
import type { Scope } from '../model/finding.ts';

/** A pod that the workload has now, and where. */
export interface Replica {
  name: string;
  node?: string;
}

/** The workload's pods now: from the Kubernetes API, else those that the newest samples of the inventory show. */
export function replicas(
  pods: readonly PodState[] | undefined,
  history: readonly ContainerHistory[] | undefined,
): Replica[] {
  const isAlive = ({ phase }: PodState) => phase !== 'Succeeded' && phase !== 'Failed';
  if (pods) return pods.filter(isAlive).map(({ name, node }) => ({ name, ...(node ? { node } : {}) }));
  const newest = Math.max(...(history ?? []).map((it) => it.lastSeen.getTime()));
  const present = (history ?? []).filter((it) => newest - it.lastSeen.getTime() <= 5 * 60_000);
  return [...new Map(present.map((it) => [it.pod, { name: it.pod, node: it.node }])).values()];
}

/** How far the trouble reaches. Pods that are gone count as sufferers but not as replicas. */
export function scopeOf(all: readonly Replica[], suffering: readonly Replica[]): Scope {
  const sufferers = new Set(suffering.map((it) => it.name));
  const spared = all.filter((it) => !sufferers.has(it.name));
  const nodes = [...new Set(suffering.flatMap((it) => it.node ?? []))];
  return {
    kind: kindOf(sufferers.size, spared, nodes, all.length),
    pods: [...sufferers],
    of: Math.max(all.length, sufferers.size),
    nodes,
  };
}

function kindOf(sufferers: number, spared: readonly Replica[], nodes: string[], of: number): Scope['kind'] {
  if (of > 1 && spared.length === 0) return 'every replica';
  if (sufferers === 1) return 'one pod';
  const onlyThere = nodes.length === 1 && spared.length > 0 && spared.every((it) => it.node !== nodes[0]);
  return onlyThere ? 'one node' : 'some pods';
}
