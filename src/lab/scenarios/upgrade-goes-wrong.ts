import { defineScenario } from '../world/scenario.ts';
import { upgradeFails } from '../world/troubles/upgrade-fails.ts';
import { calm } from '../world/world.ts';

/** AKS rolls node pools, and one of them does not come through. */
export const upgradeGoesWrong = defineScenario({
  name: 'upgrade-goes-wrong',
  title: 'An upgrade that goes wrong',
  tell: 'AKS rolls node pools. In prod-weu the pool system came through; the pool user gave up, because a disruption budget lets no pod of payments-api go. In prod-neu the pool user is being rolled right now. The channel has a card for each, edited until it is over, and an incident for the one that failed. Ask "detect prod-weu upgrades".',
  apply(world) {
    calm(world);
    upgradeFails(world);
  },
});
