import type { World } from '../world.ts';
import { type RolledOut, type RollOut, rollOut } from './roll-out.ts';

/** A roll-out whose new pod no node can take. `why` is the scheduler's count of reasons, told the number of nodes. */
export function unschedulable(
  world: World,
  given: RollOut & {
    why: (nodes: number) => string;
    preemption: (nodes: number) => string;
    noScaleUp?: string;
  },
): RolledOut {
  const { why, preemption, noScaleUp, ...roll } = given;
  const rolled = rollOut(world, { ...roll, stuck: true });
  const now = world.clock.now();
  const nodes = rolled.cluster.nodes.filter((it) => !it.goneAt || it.goneAt > now).length;
  const message = `0/${nodes} nodes are available: ${why(nodes)}. preemption: 0/${nodes} nodes are available: ${preemption(nodes)}.`;
  for (const pod of rolled.pods) pod.pending = { message, ...(noScaleUp && { noScaleUp }) };
  return rolled;
}
