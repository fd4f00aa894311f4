import { defineScenario } from '../world/scenario.ts';
import { setUsualTroubles } from '../world/world.ts';

/** The lab's first state: every replica of payments-api reaches a limit that is too low. */
export const oomLowLimit = defineScenario({
  name: 'oom-low-limit',
  title: 'A memory limit that is too low',
  tell: 'Since version 1.8 was rolled out, all three replicas of payments-api in prod-weu are killed at 256 MiB. Ask "why OOMKilled payments-api".',
  apply: setUsualTroubles,
});
