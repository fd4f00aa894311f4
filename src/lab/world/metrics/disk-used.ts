import type { ClusterNode } from '../estate.ts';
import { holds } from '../kubernetes/node-object.ts';
import { noise, seedOf } from '../seeded.ts';

/** How full a node's disk is, in percent: of its images, and of what fills it while the node is under disk pressure. */
export function diskUsed(node: ClusterNode, at: Date): number {
  const seed = seedOf(`disk/${node.name}`);
  const usual = 24 + noise(seed, 1) * 22 + noise(seed, Math.floor(at.getTime() / 600_000)) * 1.5;
  return Math.round((holds(node.diskPressure, at) ? Math.max(usual, 91 + noise(seed, 2) * 4) : usual) * 10) / 10;
}
