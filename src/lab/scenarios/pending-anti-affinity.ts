import { defineScenario } from '../world/scenario.ts';
import { rollOut } from '../world/troubles/roll-out.ts';
import { calm } from '../world/world.ts';

/** One pod a node, and more pods than nodes. */
export const pendingAntiAffinity = defineScenario({
  name: 'pending-anti-affinity',
  title: 'Pending: a pod on every node already',
  tell: 'checkout-api in staging-weu may have one pod a node, was scaled to three, and staging-weu has two nodes: the third pod waits. Prefer the rule instead of requiring it, or add a node. Ask "why checkout-api in staging-weu".',
  apply(world) {
    calm(world);
    const cluster = world.cluster('staging-weu');
    const workload = world.workload(cluster.name, 'shop', 'checkout-api');
    const nodes = cluster.nodes.filter((it) => !it.goneAt);
    const podAntiAffinity = {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: { app: workload.name } }, topologyKey: 'kubernetes.io/hostname' },
      ],
    };
    const { pods } = rollOut(world, {
      cluster: cluster.name,
      namespace: 'shop',
      workload: workload.name,
      minutesAgo: 47,
      podSpec: { affinity: { podAntiAffinity } },
      replicas: nodes.length + 1,
    });
    for (const [index, pod] of pods.entries()) {
      const node = nodes[index];
      if (node) pod.node = node;
      else
        pod.pending = {
          message: `0/${nodes.length} nodes are available: ${nodes.length} node(s) didn't match pod anti-affinity rules. preemption: 0/${nodes.length} nodes are available: ${nodes.length} No preemption victims found for incoming pod.`,
        };
    }
    world.mends.push((at) => {
      workload.replicas = nodes.length;
      for (const pod of pods) if (pod.pending) pod.goneAt = at;
    });
  },
});
