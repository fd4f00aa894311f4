import { defineScenario } from '../world/scenario.ts';
import { imagePull, unresolved } from '../world/troubles/image-pull.ts';
import { calm } from '../world/world.ts';

/** The image is there, in a registry that the cluster may not read. */
export const imageUnauthorized = defineScenario({
  name: 'image-unauthorized',
  title: 'Image: not authorised',
  tell: 'The new checkout-api pod in prod-weu asks contosodev.azurecr.io, the registry of the other subscription, which prod-weu\'s kubelet identity may not read (401). Give it AcrPull there, or use the production registry. Ask "why checkout-api in prod-weu".',
  apply(world) {
    calm(world);
    imagePull(world, {
      namespace: 'shop',
      workload: 'checkout-api',
      minutesAgo: 38,
      image: 'contosodev.azurecr.io/checkout-api:2.8.0-rc1',
      failure: (image) =>
        `rpc error: code = Unknown desc = ${unresolved(image)}: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://contosodev.azurecr.io/oauth2/token?scope=repository%3Acheckout-api%3Apull&service=contosodev.azurecr.io: 401 Unauthorized`,
    });
  },
});
