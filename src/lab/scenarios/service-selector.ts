import { defineScenario } from '../world/scenario.ts';
import { calm } from '../world/world.ts';

/** Every pod is well, and nothing leads to them. */
export const serviceSelector = defineScenario({
  name: 'service-selector',
  title: 'A service that selects no pod',
  tell: 'The service cart in prod-weu selects app=cart-v2, which no pod has: it has no endpoints, and storefront cannot connect, while both cart pods are ready. Correct the selector. Ask "why cart".',
  apply(world) {
    calm(world);
    const cluster = world.cluster('prod-weu');
    const service = cluster.services.find((it) => it.name === 'cart');
    if (!service) throw new Error('The range has no service cart in prod-weu.');
    service.selector = { app: 'cart-v2' };
    world.mends.push(() => {
      service.selector = { app: 'cart' };
    });
    const since = new Date(world.clock.now().getTime() - 22 * 60_000);
    for (const pod of cluster.pods.filter((it) => it.workload.name === 'storefront'))
      pod.complaints.set('storefront', { since, text: 'GET http://cart.shop/items failed: connect ECONNREFUSED' });
  },
});
