import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { isReady } from '../situation/workload.ts';

const killed = /container init was OOM-killed|init.{0,40}OOM.?killed|memory limit too low/i;

/** The memory limit is below what the container runtime itself needs to start: no container of the pod ever ran. */
export const oomSandbox = defineRule({
  code: 'oom-sandbox',
  explains: ['OOMKilled', 'Pending', 'CrashLoopBackOff', 'Failing'],
  needs: ['pods', 'events'],
  wants: situationFacts,
  judge(evidence) {
    const situation = situationOf(evidence);
    return situation.workloads.flatMap((workload) => {
      const event = workload.pods
        .filter((pod) => !isReady(pod))
        .flatMap((pod) => situation.eventsOf(refOf('Pod', pod)))
        .find(({ message }) => killed.test(message));
      if (!event) return [];
      const limits = (workload.template.spec?.containers ?? []).flatMap(({ name, resources }) =>
        resources?.limits?.memory ? [`${resources.limits.memory} of ${name}`] : [],
      );
      return {
        code: 'oom-sandbox',
        about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
        confidence: 0.96,
        sentence: `${workload.name} is OOM-killed before it starts: its memory limit${limits.length > 0 ? ` (${limits.join(', ')})` : ''} is less than the container runtime needs.`,
        quotes: [quoteEvent(event)],
        suggestions: [
          {
            text: 'Raise the memory limit: below some 20 MiB no container can start. Usage says nothing here, for nothing ever ran.',
          },
        ],
      };
    });
  },
});
