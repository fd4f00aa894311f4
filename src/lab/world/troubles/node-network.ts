import type { NetworkTrouble } from '../mesh/network-trouble.ts';
import type { World } from '../world.ts';

/** Sets a trouble of the network on the node of prod-weu that has most workloads of the mesh which call no other there. */
export function nodeNetwork(world: World, minutesAgo: number, trouble: Omit<NetworkTrouble, 'since'>): void {
  const since = new Date(world.clock.now().getTime() - minutesAgo * 60_000);
  const leaves = ['catalog-search', 'cart', 'ledger', 'fraud-score', 'login-api'];
  const { pods, nodes } = world.cluster('prod-weu');
  const held = (node: (typeof nodes)[number]) =>
    new Set(
      pods.filter((it) => it.node === node && !it.goneAt && leaves.includes(it.workload.name)).map((it) => it.workload),
    ).size;
  const [fullest] = nodes.filter((it) => !it.goneAt).sort((a, b) => held(b) - held(a));
  if (fullest) fullest.network = { since, ...trouble };
}
