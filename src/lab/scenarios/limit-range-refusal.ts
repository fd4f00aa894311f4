import { defineScenario } from '../world/scenario.ts';
import { rollOut } from '../world/troubles/roll-out.ts';
import { calm } from '../world/world.ts';

/** A namespace allows containers of a size, and the new one is larger. */
export const limitRangeRefusal = defineScenario({
  name: 'limit-range-refusal',
  title: 'No pod: larger than the LimitRange allows',
  tell: 'The new ledger pod in prod-weu does not exist: its limit is 3 GiB, and LimitRange containers of payments allows 2 GiB a container. Only the ReplicaSet says so; the old pods serve. Ask for less, or have the LimitRange raised. Ask "why ledger".',
  apply(world) {
    calm(world);
    rollOut(world, {
      namespace: 'payments',
      workload: 'ledger',
      minutesAgo: 19,
      change: { memoryRequestMiB: 1_024, memoryLimitMiB: 3_072 },
      refused: 'pods "ledger-" is forbidden: maximum memory usage per Container is 2Gi, but limit is 3Gi',
    });
  },
});
