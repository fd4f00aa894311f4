import { defineScenario } from '../world/scenario.ts';
import { complain } from '../world/troubles/complain.ts';
import { calm } from '../world/world.ts';

/** KEDA would scale, and somebody told it not to. */
export const kedaPaused = defineScenario({
  name: 'keda-paused',
  title: 'KEDA, paused and forgotten',
  tell: 'search-indexer in prod-weu is scaled by KEDA after the length of its queue. For 50 minutes its ScaledObject has been paused at one replica, the queue grows, and nothing fails. Resume it: remove the annotation. Ask "why search-indexer".',
  apply(world) {
    calm(world);
    const since = new Date(world.clock.now().getTime() - 50 * 60_000);
    const cluster = world.cluster('prod-weu');
    const { namespace, name, createdAt, replicas } = world.workload(cluster.name, 'shop', 'search-indexer');
    const paused: { since: Date; replicas: number; until?: Date } = { since, replicas };
    cluster.scaledObjects = [{ namespace, name, createdAt, min: 1, max: 12, paused }];
    complain(cluster, name, since, 'queue products has 18412 messages, oldest is 46 min old');
    world.mends.push((at) => {
      paused.until = at;
    });
  },
});
