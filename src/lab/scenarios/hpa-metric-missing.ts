import { defineScenario } from '../world/scenario.ts';
import { calm } from '../world/world.ts';

/** The autoscaler sees nothing, so it does nothing. */
export const hpaMetricMissing = defineScenario({
  name: 'hpa-metric-missing',
  title: 'An autoscaler without its metric',
  tell: 'The autoscaler of checkout-api in prod-weu has got no CPU metric for 25 minutes (ScalingActive is False, FailedGetResourceMetric): it keeps three pods whatever the load. Look at metrics-server and its API service. Ask "why checkout-api in prod-weu".',
  apply(world) {
    calm(world);
    const autoscaler = world.cluster('prod-weu').autoscalers.find((it) => it.name === 'checkout-api');
    if (!autoscaler) throw new Error('The range has no autoscaler for checkout-api.');
    autoscaler.blind = {
      since: new Date(world.clock.now().getTime() - 25 * 60_000),
      message:
        'unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)',
    };
    world.mends.push((at) => {
      if (autoscaler.blind) autoscaler.blind.until = at;
    });
  },
});
