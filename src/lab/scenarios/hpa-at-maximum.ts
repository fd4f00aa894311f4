import { defineScenario } from '../world/scenario.ts';
import { complain } from '../world/troubles/complain.ts';
import { calm } from '../world/world.ts';

/** More load than the autoscaler may answer. */
export const hpaAtMaximum = defineScenario({
  name: 'hpa-at-maximum',
  title: 'An autoscaler at its maximum',
  tell: 'checkout-api in prod-weu has wanted far more CPU than its target for 40 minutes; its autoscaler may have three pods at most, has them, and says TooManyReplicas. Requests are slow, nothing restarts. Raise the maximum, if the cluster has room. Ask "why checkout-api in prod-weu".',
  apply(world) {
    calm(world);
    const since = new Date(world.clock.now().getTime() - 40 * 60_000);
    const cluster = world.cluster('prod-weu');
    const autoscaler = cluster.autoscalers.find((it) => it.name === 'checkout-api');
    if (!autoscaler) throw new Error('The range has no autoscaler for checkout-api.');
    autoscaler.min = 2;
    autoscaler.max = 3;
    for (const pod of cluster.pods.filter((it) => it.workload.name === 'checkout-api'))
      pod.extraCpu.set('api', (at) => (at >= since ? 290 : 0));
    complain(cluster, 'checkout-api', since, 'request queue full: POST /checkout took 4870 ms');
    world.mends.push(() => {
      autoscaler.min = 3;
      autoscaler.max = 6;
    });
  },
});
