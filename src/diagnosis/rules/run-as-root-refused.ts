import { quoteEvent, quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { statusesOf } from '../situation/workload.ts';

const refused = /container has runAsNonRoot and image (?:will run as root|has non-numeric user)/;

/** The pod may not run as root, and its image would. */
export const runAsRootRefused = defineRule({
  code: 'run-as-root-refused',
  explains: ['Pending', 'CrashLoopBackOff', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence) {
    const situation = situationOf(evidence);
    return situation.workloads.flatMap((workload) => {
      const { kind, namespace, name } = workload;
      for (const pod of workload.pods) {
        const waiting = statusesOf(pod).find((it) => it.state?.waiting?.reason === 'CreateContainerConfigError');
        if (!waiting) continue;
        const message = waiting.state?.waiting?.message ?? '';
        const event = situation.eventsOf(refOf('Pod', pod)).find((it) => refused.test(it.message));
        if (!event && !refused.test(message)) continue;
        const where = `state of ${waiting.name} in ${pod.metadata?.name}`;
        return [
          {
            code: 'run-as-root-refused',
            about: { kind, namespace, name },
            confidence: 0.96,
            sentence: `${name} does not start: runAsNonRoot is set, and the image of container ${waiting.name} would run as root or as a user without a number.`,
            quotes: [event ? quoteEvent(event) : quoteField(message, where)],
            suggestions: [
              {
                text: `Set securityContext.runAsUser of container ${waiting.name} to the number of its user, or build its image with a numeric USER.`,
              },
            ],
          },
        ];
      }
      return [];
    });
  },
});
