import { defineScenario } from '../world/scenario.ts';
import { rollOut } from '../world/troubles/roll-out.ts';
import { calm } from '../world/world.ts';

/** The namespace may request no more, so that the API server refuses the new pod: there is none to look at. */
export const quotaRefusal = defineScenario({
  name: 'quota-refusal',
  title: 'No pod: the quota is used up',
  tell: 'The new catalog-search pod in prod-weu does not exist: quota team of shop leaves 1 GiB of memory requests, and the pod asks for 4. Only the ReplicaSet says so; the old pods serve. Raise the quota, or ask for less. Ask "why catalog-search".',
  apply(world) {
    calm(world);
    const cluster = world.cluster('prod-weu');
    const quota = cluster.quotas.find((it) => it.namespace === 'shop');
    if (!quota) throw new Error('The range has no quota in shop.');
    const own = cluster.pods.filter((it) => it.workload.namespace === 'shop' && !it.goneAt);
    const used = own
      .flatMap((it) => it.containers.filter((one) => !one.init))
      .reduce((sum, it) => sum + it.memoryRequestMiB, 0);
    const before = quota.hard.requestsMemoryMiB;
    quota.hard.requestsMemoryMiB = used + 1_024;
    world.mends.push(() => {
      quota.hard.requestsMemoryMiB = before;
    });
    rollOut(world, {
      namespace: 'shop',
      workload: 'catalog-search',
      minutesAgo: 26,
      change: { memoryRequestMiB: 4_096, memoryLimitMiB: 4_096 },
      refused: `pods "catalog-search-" is forbidden: exceeded quota: team, requested: requests.memory=4Gi, used: requests.memory=${used}Mi, limited: requests.memory=${used + 1_024}Mi`,
    });
  },
});
