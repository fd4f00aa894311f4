import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { pullFindings } from '../starting/pull-troubles.ts';
import { rollBackOf } from '../suggested/roll-back.ts';

/** The registry answers that it has no such repository, tag or digest. */
export const imageNotFound = defineRule({
  code: 'image-not-found',
  explains: ['ImagePullBackOff', 'Pending', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge: (evidence, { cluster }) =>
    pullFindings(situationOf(evidence), ({ failure, missingSecret }) => failure === 'not-found' && !missingSecret, {
      code: 'image-not-found',
      confidence: 0.95,
      because: () => 'does not exist in its registry',
      step: ({ image, container }) =>
        `Set the image of container ${container} to a tag or digest that exists; ${image} was not found. Was it pushed, and is the name spelt right?`,
      more: ({ workload }) =>
        [
          rollBackOf(workload, cluster, `Until then roll ${workload.name} back: the revision before serves.`) ?? [],
        ].flat(),
    }),
});
