import { ofNode } from '../event-of.ts';
import type { PoolRoll } from '../pool-roll.ts';
import { seededUuid } from '../seeded.ts';
import type { World } from '../world.ts';

const minute = 60_000;
const operation = 'Microsoft.ContainerService/managedClusters/agentPools/write';

/**
 * Node pools are rolled onto a new node image. In prod-weu the pool system comes through and the pool user does not: a
 * budget lets no pod of payments-api go, so that its first node is never empty. In prod-neu a pool is rolled right now.
 */
export function upgradeFails(world: World): void {
  const now = world.clock.now().getTime();
  const at = (minutes: number) => new Date(now + minutes * minute);
  const cluster = world.cluster('prod-weu');
  const workload = world.workload('prod-weu', 'payments', 'payments-api');
  const pod = cluster.pods.find((it) => it.workload === workload && !it.goneAt);
  if (!pod) throw new Error('The range has no pod of payments-api in prod-weu.');
  const budget = { namespace: 'payments', name: workload.name, createdAt: at(-90), minAvailable: workload.replicas };
  cluster.budgets.push(budget);
  const failed: PoolRoll = {
    ...{ pool: pod.node.pool, startedAt: at(-29), endedAt: at(-4) },
    failure: `Drain of ${pod.node.name} did not complete: ${pod.workload.namespace}/${pod.name}: too many requests, the disruption budget ${budget.name} needs ${budget.minAvailable} healthy pods and has ${budget.minAvailable}`,
  };
  cluster.rolls = [{ pool: 'system', startedAt: at(-48), endedAt: at(-31) }, failed];
  world.cluster('prod-neu').rolls = [{ pool: 'user', startedAt: at(-6), endedAt: at(3) }];
  pod.node.cordoned = true;
  for (const minutes of [-24, -14, -5])
    cluster.happenings.push(
      ofNode(
        ...([pod.node, at(minutes), 'Warning', 'Drain'] as const),
        `Eviction blocked by Too Many Requests (usually a pdb): ${pod.name}`,
        'upgrader',
      ),
    );
  const line = { resourceId: `${cluster.id}/agentPools/${failed.pool}`, operation, caller: '' };
  const correlationId = seededUuid('upgrade-fails');
  world.arm.activities.push(
    { ...line, correlationId, at: failed.startedAt, status: 'Started' },
    { ...line, correlationId, at: at(-4), status: 'Failed' },
  );
  world.mends.push((end) => {
    cluster.budgets.splice(cluster.budgets.indexOf(budget), 1);
    cluster.rolls?.push({ pool: failed.pool, startedAt: end, endedAt: new Date(end.getTime() + 2 * minute) });
  });
}
