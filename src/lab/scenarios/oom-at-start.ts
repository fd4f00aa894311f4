import { defineScenario } from '../world/scenario.ts';
import { crashLoop } from '../world/troubles/crash-loop.ts';
import { calm } from '../world/world.ts';

/** The limit is below what the process needs to begin at all. */
export const oomAtStart = defineScenario({
  name: 'oom-at-start',
  title: 'OOM: at every start',
  tell: 'The new cart pod in prod-weu has a limit of 64 MiB and is killed four seconds after each start, before any sample; the old pods use 120 MiB under 256 MiB. Take the limit back. Ask "why OOMKilled cart".',
  apply(world) {
    calm(world);
    crashLoop(world, {
      namespace: 'shop',
      workload: 'cart',
      minutesAgo: 33,
      stuck: true,
      change: { memoryRequestMiB: 64, memoryLimitMiB: 64 },
      crash: { reason: 'OOMKilled', exitCode: 137, by: 'limit', ranMs: 4_000 },
    });
  },
});
