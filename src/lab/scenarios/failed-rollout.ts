import { defineScenario } from '../world/scenario.ts';
import { rollOut } from '../world/troubles/roll-out.ts';
import { calm } from '../world/world.ts';

/** A new version that answers its probe with an error: the roll-out stops, and most of the old pods serve. */
export const failedRollout = defineScenario({
  name: 'failed-rollout',
  title: 'A roll-out that failed',
  tell: 'storefront 5.3.0 in prod-weu is stuck: its three new pods answer the readiness probe with 500, four old ones of five serve, the deadline has passed. Roll back to 5.2.0. Ask "why storefront in prod-weu".',
  apply(world) {
    calm(world);
    const { pods, container, at } = rollOut(world, {
      namespace: 'shop',
      workload: 'storefront',
      minutesAgo: 24,
      stuck: true,
      image: 'contoso.azurecr.io/storefront:5.3.0',
      change: { readinessProbe: { path: '/healthz', port: 8_080 } },
      cause: 'image 5.2.0 -> 5.3.0',
    });
    for (const pod of pods) {
      pod.unready.set(container.name, {
        since: new Date(pod.createdAt.getTime() + 7_000),
        failure: 'HTTP probe failed with statuscode: 500',
      });
      pod.complaints.set(container.name, {
        since: at,
        text: 'GET /healthz 500: template "checkout-banner" is not defined',
      });
    }
  },
});
