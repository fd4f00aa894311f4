import { type ProbeTrouble, probeTroubles } from '../probes/probe-trouble.ts';
import { verdictOn } from '../probes/verdict.ts';
import { effectOf } from '../probes/words.ts';
import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A probe fails and its pod suffers, but nothing shows that the probe itself is wrong: the container may well be ill. */
export const probeFails = defineRule({
  code: 'probe-fails',
  explains: ['CrashLoopBackOff', 'NotReady', 'Unreachable', 'Slow', 'Failing'],
  weight: 'symptom',
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, _subject, now) {
    const situation = situationOf(evidence);
    const troubles = probeTroubles(situation, now);
    const logs = evidence.containerLogs?.value ?? [];
    const seen = new Set<ProbeTrouble['workload']>();
    return troubles.flatMap((trouble) => {
      const { workload, container, role, event, killing, suffers } = trouble;
      if (!suffers || seen.has(workload) || verdictOn(trouble, troubles, situation, logs)) return [];
      seen.add(workload);
      const status = /statuscode: (\d{3})/.exec(event.message)?.[1];
      const word = `${role[0]?.toUpperCase()}${role.slice(1)}`;
      return {
        code: 'probe-fails',
        about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
        confidence: 0.5,
        sentence: `${word} probe of container ${container.name} in ${workload.name} fails${status ? ` with HTTP ${status}` : ''}, ${event.count} times: ${effectOf(trouble)}.`,
        quotes: [quoteEvent(event), ...(killing ? [quoteEvent(killing)] : [])],
        suggestions: [
          {
            text: `See what ${container.name} answers its ${role} probe and why; if it serves its users, loosen the probe.`,
          },
        ],
      };
    });
  },
});
