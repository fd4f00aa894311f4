import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { registryOf } from '../starting/image-parts.ts';
import { pullFindings } from '../starting/pull-troubles.ts';

/** The registry's name is not resolved, or nothing answers there, from the node that pulls. */
export const imageRegistryUnreachable = defineRule({
  code: 'image-registry-unreachable',
  explains: ['ImagePullBackOff', 'Pending', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge: (evidence) =>
    pullFindings(situationOf(evidence), ({ failure }) => failure === 'unreachable', {
      code: 'image-registry-unreachable',
      confidence: 0.95,
      because: ({ image }) => `cannot be fetched: its registry ${registryOf(image)} cannot be reached from the node`,
      step: ({ image }) =>
        `Check the name ${registryOf(image)} and the way to it from the nodes: DNS, firewall, private endpoint, certificate.`,
    }),
});
