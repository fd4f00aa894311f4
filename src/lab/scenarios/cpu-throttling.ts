import { defineScenario } from '../world/scenario.ts';
import { calm } from '../world/world.ts';

/** Nothing ends and nothing restarts; everything is slow. */
export const cpuThrottling = defineScenario({
  name: 'cpu-throttling',
  title: 'CPU held at its limit',
  tell: 'catalog-search in prod-weu has wanted more than its 1.5 cores for three hours: its CPU is flat at the limit and its requests are slow, without a restart. Raise the limit or add replicas, and see what asks so much. Ask "why catalog-search".',
  apply(world) {
    calm(world);
    const since = new Date(world.clock.now().getTime() - 180 * 60_000);
    for (const pod of world.cluster('prod-weu').pods.filter((it) => it.workload.name === 'catalog-search')) {
      pod.extraCpu.set('catalog-search', (at) => (at >= since ? 2_400 : 0));
      pod.complaints.set('catalog-search', { since, text: 'slow query: GET /search took 6412 ms' });
    }
  },
});
