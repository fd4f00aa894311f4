import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { pullFindings } from '../starting/pull-troubles.ts';

/** The image is not written as an image reference can be. */
export const imageNameInvalid = defineRule({
  code: 'image-name-invalid',
  explains: ['ImagePullBackOff', 'Pending', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge: (evidence) =>
    pullFindings(situationOf(evidence), ({ failure }) => failure === 'invalid', {
      code: 'image-name-invalid',
      confidence: 0.97,
      because: () => 'is no valid image reference',
      step: ({ container }) =>
        `Write the image of container ${container} as registry/repository:tag, lower case and without spaces.`,
    }),
});
