import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { pendingStarts } from '../starting/pending-starts.ts';

const failing = /^Failed(?:Mount|AttachVolume|MapVolume)$/;
/** What has a rule of its own, and what every start may say for a moment. */
const told =
  /Multi-Attach error|(?:secret|configmap)s? "[^"]+" not found|references non-existent|failed to sync (?:configmap|secret) cache|secrets-store|SecretProviderClass|keyvault/i;
const recentMs = 15 * 60_000;
const startMs = 60_000;

/** A volume cannot be attached or mounted, so that no container starts. */
export const volumeMountFails = defineRule({
  code: 'volume-mount-fails',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods', 'events'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return pendingStarts(situationOf(evidence)).flatMap(({ workload, pod, events }) => {
      const mounts = events.filter(
        ({ reason, message, lastAt }) =>
          failing.test(reason) && !told.test(message) && now.getTime() - lastAt.getTime() < recentMs,
      );
      // "timed out waiting for the condition" says that it fails; what came before says why.
      const event = mounts.find(({ message }) => !/timed out waiting/.test(message)) ?? mounts[0];
      if (!event || (event.count < 2 && now.getTime() - event.firstAt.getTime() < startMs)) return [];
      const { kind, namespace, name } = workload;
      const volume = /volume "([^"]{1,300})"/.exec(event.message)?.[1];
      return {
        code: 'volume-mount-fails',
        about: { kind, namespace, name },
        confidence: 0.85,
        sentence: `${name} does not start: ${volume ? `volume ${volume}` : 'a volume'} of ${pod.metadata?.name} cannot be mounted on ${pod.spec?.nodeName}${/permission denied|access denied/i.test(event.message) ? ', access is denied' : ''}.`,
        quotes: [quoteEvent(event)],
        suggestions: [
          {
            text: `Do what the message asks for: the share's name, its network rules and credentials, or the driver on ${pod.spec?.nodeName}.`,
          },
        ],
      };
    });
  },
});
