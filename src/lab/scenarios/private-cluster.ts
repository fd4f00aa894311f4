import { defineScenario } from '../world/scenario.ts';
import { oomByLimit } from '../world/troubles/oom-by-limit.ts';
import { calm } from '../world/world.ts';

/** The API server answers only from within its network: who stands outside has the workspace alone. */
export const privateCluster = defineScenario({
  name: 'private-cluster',
  title: 'A private cluster',
  tell: 'prod-neu is private: its Kubernetes API cannot be reached from here, while its agent goes on writing to the workspace, where cart is killed at its limit. Ask "why OOMKilled cart in prod-neu", and see what it could not read.',
  apply(world) {
    calm(world);
    world.cluster('prod-neu').privateCluster = true;
    world.faults.set('kubernetes', { reset: true, match: /^prod-neu/ });
    oomByLimit(world, { cluster: 'prod-neu', namespace: 'shop', workload: 'cart', container: 'cart' });
  },
});
