import { defineScenario } from '../world/scenario.ts';
import { imagePull } from '../world/troubles/image-pull.ts';
import { calm } from '../world/world.ts';

/** Docker Hub answers, and refuses for now. */
export const imageRateLimited = defineScenario({
  name: 'image-rate-limited',
  title: 'Image: rate-limited by the registry',
  tell: 'The new ingress-nginx-controller pod in prod-weu pulls from Docker Hub, which answers 429: too many anonymous pulls. Pull through a registry of your own, or with a login; it may also pass by itself. Ask "why ingress-nginx-controller".',
  apply(world) {
    calm(world);
    imagePull(world, {
      namespace: 'platform',
      workload: 'ingress-nginx-controller',
      minutesAgo: 29,
      image: 'docker.io/bitnami/nginx-ingress-controller:1.12.0',
      failure: (image) =>
        `rpc error: code = Unknown desc = failed to pull and unpack image "${image}": failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/bitnami/nginx-ingress-controller/manifests/1.12.0: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit`,
    });
  },
});
