import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { secretsOf } from '../starting/image-parts.ts';
import { pullFindings } from '../starting/pull-troubles.ts';

/** The registry refuses to give the image: the pull secret is missing or does not open it. */
export const imagePullUnauthorized = defineRule({
  code: 'image-pull-unauthorized',
  explains: ['ImagePullBackOff', 'Pending', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge: (evidence) =>
    pullFindings(
      situationOf(evidence),
      ({ failure, missingSecret }) =>
        failure === 'unauthorized' || (missingSecret !== undefined && failure !== 'unreachable'),
      {
        code: 'image-pull-unauthorized',
        confidence: 0.93,
        because: ({ missingSecret, pod }) =>
          missingSecret
            ? `is pulled without credentials: pull secret ${secretsOf(pod)} does not exist`
            : `is refused by its registry: ${pod.spec?.imagePullSecrets?.length ? `pull secret ${secretsOf(pod)} does not open it` : 'the pod names no pull secret'}`,
        step: ({ workload, pod }) =>
          pod.spec?.imagePullSecrets?.length
            ? `Create the pull secret ${secretsOf(pod)} in namespace ${workload.namespace}, with credentials that may pull.`
            : 'Give the pod a pull secret, or the kubelet identity the role AcrPull on the registry.',
      },
    ),
});
