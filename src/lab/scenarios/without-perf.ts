import { defineScenario } from '../world/scenario.ts';
import { oomByLimit } from '../world/troubles/oom-by-limit.ts';
import { calm } from '../world/world.ts';

/** The agent's default preset collects no metrics: what memory was used, nobody wrote down. */
export const withoutPerf = defineScenario({
  name: 'without-perf',
  title: 'A cluster without Perf',
  tell: 'wiki in dev-weu is killed at its limit, and the workspace has events, logs and inventory of dev-weu but no Perf: usage is missing, and the answer should say so and how to have it collected. Ask "why OOMKilled wiki".',
  apply(world) {
    calm(world);
    oomByLimit(world, {
      cluster: 'dev-weu',
      namespace: 'platform',
      workload: 'wiki',
      container: 'wiki',
    });
  },
});
