import { isWorkload } from '../../model/subject.ts';
import { blame } from '../oom/blame.ts';
import { isGoingOn, oomKills, restartsOf } from '../oom/kills.ts';
import { timesIn } from '../oom/words.ts';
import { defineRule } from '../rule.ts';
import { replicas, scopeOf } from '../scope.ts';

/** OOM kills are certain, but nothing that could be read tells whether the limit or the node ran out: said instead of guessed. */
export const oomUnexplained = defineRule({
  code: 'oom-unexplained',
  explains: ['OOMKilled', 'CrashLoopBackOff', 'Failing'],
  // Containers of one name are compared over the pods of one workload: on a whole node they are strangers.
  fits: isWorkload,
  needs: [],
  wants: ['containerRestarts', 'restartHistory', 'memoryUsage', 'nodeConditions', 'kubernetesEvents', 'eventHistory'],
  judge(evidence, _subject, now) {
    const kills = oomKills(evidence);
    if (!isGoingOn(kills, now)) return undefined;
    const [worst] = [...Map.groupBy(kills, (kill) => kill.container)]
      .filter(([container, its]) => blame(evidence, container, its).verdict === 'unclear')
      .sort(([, a], [, b]) => b.length - a.length);
    if (!worst) return undefined;

    const [container, its] = worst;
    const scope = scopeOf(
      replicas(evidence.containerRestarts?.value, evidence.restartHistory?.value),
      its.map(({ pod, node }) => ({ name: pod, ...(node ? { node } : {}) })),
    );
    return {
      code: 'oom-unexplained',
      confidence: 0.25,
      sentence: `Container ${container} was OOM-killed ${timesIn(its, now, restartsOf(evidence, container))}; whether its limit or the node ran out could not be read.`,
      quotes: its.slice(0, 2).map((kill) => kill.quote),
      suggestions: [
        {
          text: 'Close the gaps below and ask again, or compare the limit with "kubectl top pod" before you change it.',
        },
      ],
      scope,
    };
  },
});
