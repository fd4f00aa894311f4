import { defineScenario } from '../world/scenario.ts';
import { alertStorm as storm } from '../world/troubles/alert-storm.ts';
import { calm } from '../world/world.ts';

/** Ten thousand alerts in half an hour, and two causes. */
export const alertStorm = defineScenario({
  name: 'alert-storm',
  title: 'A storm of alerts',
  tell: 'Ten thousand alerts of Azure Monitor fire for prod-weu within half an hour, and a thousand of Defender: one node does not answer, and everything above it calls. A good answer groups them and names the node. Ask "cluster health prod-weu".',
  apply(world) {
    calm(world);
    storm(world, { monitor: 10_000, security: 1_000 });
  },
});
