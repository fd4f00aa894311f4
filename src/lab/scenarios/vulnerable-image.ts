import { defineScenario } from '../world/scenario.ts';
import { vulnerableImage } from '../world/troubles/vulnerable-image.ts';
import { calm } from '../world/world.ts';

/** An image that runs and has flaws that are used in the wild; nothing else is wrong. */
export const vulnerableImageRuns = defineScenario({
  name: 'vulnerable-image',
  title: 'A vulnerable image that runs',
  tell: 'payments-api:1.8 has flaws that are used in the wild and have fixes, and it runs in prod-weu. Ask "scan image payments-api:1.8".',
  apply(world) {
    calm(world);
    vulnerableImage(world);
  },
});
