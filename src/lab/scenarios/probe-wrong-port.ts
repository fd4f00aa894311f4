import { defineScenario } from '../world/scenario.ts';
import { rollOut } from '../world/troubles/roll-out.ts';
import { calm } from '../world/world.ts';

/** The process listens and is well; the probe knocks at another door. */
export const probeWrongPort = defineScenario({
  name: 'probe-wrong-port',
  title: 'A probe on the wrong port',
  tell: 'The new checkout-api pod in prod-weu runs but is never ready: its readiness probe asks port 8081, and the process listens on 8080. Correct the probe. Ask "why checkout-api in prod-weu".',
  apply(world) {
    calm(world);
    const { pods, container } = rollOut(world, {
      namespace: 'shop',
      workload: 'checkout-api',
      minutesAgo: 27,
      stuck: true,
      change: { readinessProbe: { path: '/healthz', port: 8_081 } },
    });
    for (const pod of pods)
      pod.unready.set(container.name, {
        since: new Date(pod.createdAt.getTime() + 7_000),
        failure: `Get "http://${pod.ip}:8081/healthz": dial tcp ${pod.ip}:8081: connect: connection refused`,
      });
  },
});
