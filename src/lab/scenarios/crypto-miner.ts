import { defineScenario } from '../world/scenario.ts';
import { miner } from '../world/troubles/miner.ts';
import { calm } from '../world/world.ts';

/** An alert of Defender, and a load that fits it. */
export const cryptoMiner = defineScenario({
  name: 'crypto-miner',
  title: 'A crypto miner, says Defender',
  tell: 'Defender reports a crypto coin miner in a pod of fraud-score in prod-weu, whose CPU has been at its limit since then while the other replica is as ever. Treat it as an intrusion: isolate before you delete. Ask "cluster health prod-weu".',
  apply(world) {
    calm(world);
    miner(world);
  },
});
