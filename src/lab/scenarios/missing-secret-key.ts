import { defineScenario } from '../world/scenario.ts';
import { rollOut } from '../world/troubles/roll-out.ts';
import { calm } from '../world/world.ts';

/** The container is never created: a variable refers to a key that the Secret does not have. */
export const missingSecretKey = defineScenario({
  name: 'missing-secret-key',
  title: 'Start: a missing secret key',
  tell: 'The new login-api pod in prod-weu waits with CreateContainerConfigError: Secret login-api has no key signing-key. The three old pods serve: add the key, or roll back. No log exists. Ask "why login-api".',
  apply(world) {
    calm(world);
    const { pods, container } = rollOut(world, {
      namespace: 'identity',
      workload: 'login-api',
      minutesAgo: 34,
      stuck: true,
      image: 'contoso.azurecr.io/login-api:3.2',
      change: { env: [{ name: 'SIGNING_KEY', from: 'Secret', object: 'login-api', key: 'signing-key' }] },
    });
    for (const pod of pods)
      pod.waits.set(container.name, {
        since: new Date(pod.createdAt.getTime() + 4_000),
        reason: 'CreateContainerConfigError',
        failure: "couldn't find key signing-key in Secret identity/login-api",
      });
  },
});
