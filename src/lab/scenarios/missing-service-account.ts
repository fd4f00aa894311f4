import { defineScenario } from '../world/scenario.ts';
import { rollOut } from '../world/troubles/roll-out.ts';
import { calm } from '../world/world.ts';

/** A template names an account that nobody made: the API server admits no pod. */
export const missingServiceAccount = defineScenario({
  name: 'missing-service-account',
  title: 'No pod: a service account that is not there',
  tell: 'The new login-api pod in prod-weu does not exist: its template names service account login-reader, which identity does not have. The old pods serve. Make the account, or correct the name. Ask "why login-api".',
  apply(world) {
    calm(world);
    rollOut(world, {
      namespace: 'identity',
      workload: 'login-api',
      minutesAgo: 41,
      image: 'contoso.azurecr.io/login-api:3.2',
      podSpec: { serviceAccountName: 'login-reader' },
      refused:
        'pods "login-api-" is forbidden: error looking up service account identity/login-reader: serviceaccount "login-reader" not found',
    });
  },
});
