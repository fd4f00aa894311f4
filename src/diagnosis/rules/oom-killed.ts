import { isWorkload } from '../../model/subject.ts';
import { killedContainers } from '../oom/killed-containers.ts';
import { quoteKill } from '../oom/quote-kill.ts';
import { isToldBetter } from '../oom/told-better.ts';
import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Somewhere in a namespace or a cluster a container is OOM-killed again and again; the workload's own question looks closer. */
export const oomKilled = defineRule({
  code: 'oom-killed',
  explains: ['OOMKilled', 'CrashLoopBackOff', 'Failing'],
  // One workload is judged with its usage, by rules that tell limit and node apart.
  fits: (subject) => !isWorkload(subject),
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const situation = situationOf(evidence);
    const told = killedContainers(situation, now).filter((it) => !isToldBetter(it));
    return [...Map.groupBy(told, ({ workload }) => workload)].flatMap(([workload, killed]) => {
      const [worst] = killed.sort((a, b) => b.status.restartCount - a.status.restartCount);
      if (!worst) return [];
      const { status, role, spec } = worst;
      const limit = spec?.resources?.limits?.memory;
      const backOff = situation.eventsAbout(workload).find(({ reason }) => reason === 'BackOff');
      return {
        code: 'oom-killed',
        about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
        confidence: status.ready && status.restartCount < 2 ? 0.6 : 0.94,
        sentence: `${workload.name} is OOM-killed: ${role === 'init' ? 'init container' : 'container'} ${status.name} ${limit ? `needs more than its limit of ${limit}` : 'has no memory limit'} and restarted ${status.restartCount} ${status.restartCount === 1 ? 'time' : 'times'}.`,
        quotes: [quoteKill(worst), ...(backOff ? [quoteEvent(backOff)] : [])],
        suggestions: [
          { text: `Ask "why OOMKilled ${workload.name}" for its memory over time and a limit that follows from it.` },
        ],
      };
    });
  },
});
