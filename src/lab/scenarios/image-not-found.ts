import { defineScenario } from '../world/scenario.ts';
import { imagePull, unresolved } from '../world/troubles/image-pull.ts';
import { calm } from '../world/world.ts';

/** A tag that was never pushed. */
export const imageNotFound = defineScenario({
  name: 'image-not-found',
  title: 'Image: not found',
  tell: 'The new cart pod in prod-weu asks for cart:1.13, which was never pushed to contoso.azurecr.io; the old pods run 1.12. Correct the tag, or push the image. Ask "why cart".',
  apply(world) {
    calm(world);
    imagePull(world, {
      namespace: 'shop',
      workload: 'cart',
      minutesAgo: 26,
      image: 'contoso.azurecr.io/cart:1.13',
      unpushed: true,
      failure: (image) => `rpc error: code = NotFound desc = ${unresolved(image)}: ${image}: not found`,
    });
  },
});
