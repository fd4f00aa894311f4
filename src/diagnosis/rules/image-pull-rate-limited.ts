import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { registryOf } from '../starting/image-parts.ts';
import { pullFindings } from '../starting/pull-troubles.ts';

/** The registry gives no more images out for now: its pull limit is used up. */
export const imagePullRateLimited = defineRule({
  code: 'image-pull-rate-limited',
  explains: ['ImagePullBackOff', 'Pending', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge: (evidence) =>
    pullFindings(situationOf(evidence), ({ failure }) => failure === 'rate-limited', {
      code: 'image-pull-rate-limited',
      confidence: 0.95,
      because: ({ image }) => `is not given out now: ${registryOf(image)} limits how often it may be pulled`,
      step: () =>
        'Pull with an account, or import the image into your own registry (az acr import) and use it from there.',
    }),
});
