import { defineScenario } from '../world/scenario.ts';
import { noLimit } from '../world/troubles/no-limit.ts';
import { calm } from '../world/world.ts';

/** Without a limit of its own, a container ends when its node has nothing left. */
export const oomNoLimit = defineScenario({
  name: 'oom-no-limit',
  title: 'OOM: no limit at all',
  tell: 'report-builder in prod-weu has no memory limit: one pod grows to 13 GiB, its node runs out, and the kernel kills it every 75 minutes. Find why it grows, and give it a limit that protects its neighbours. Ask "why OOMKilled report-builder".',
  apply(world) {
    calm(world);
    noLimit(world);
  },
});
