import { defineScenario } from '../world/scenario.ts';
import { complain } from '../world/troubles/complain.ts';
import { scaleTo } from '../world/troubles/scale-to.ts';
import { calm } from '../world/world.ts';

/** Nothing failed: somebody turned it off. */
export const scaledToZero = defineScenario({
  name: 'scaled-to-zero',
  title: 'Scaled to zero',
  tell: 'cart in prod-weu has no pod because it was scaled to 0 twelve minutes ago; its service has no endpoints and storefront cannot connect. Nothing crashed: scale it to 2 again, and find out who did it. Ask "why cart".',
  apply(world) {
    calm(world);
    const at = new Date(world.clock.now().getTime() - 12 * 60_000);
    const cluster = world.cluster('prod-weu');
    scaleTo(world, cluster, world.workload(cluster.name, 'shop', 'cart'), 0, at);
    complain(cluster, 'storefront', at, 'GET http://cart.shop/items failed: connect ECONNREFUSED');
  },
});
