import { defineScenario } from '../world/scenario.ts';
import { calm } from '../world/world.ts';

/** Every pod is ready and idle, and answers of one workload come late: who calls it waits, and who calls those too. */
export const networkDelay = defineScenario({
  name: 'network-delay',
  title: 'Answers of one workload come late',
  tell: 'Since 14 minutes ago every answer of ledger (payments, prod-weu) comes 800 ms late, though its CPU is idle: payments-api, checkout-api and storefront are slow because they wait for it. Look at ledger’s network, not at those. Ask "why slow checkout-api in prod-weu".',
  apply(world) {
    calm(world);
    const since = new Date(world.clock.now().getTime() - 14 * 60_000);
    for (const pod of world.cluster('prod-weu').pods.filter((it) => it.workload.name === 'ledger'))
      pod.network = { since, delayMs: 800 };
  },
});
