import { isWorkload } from '../../model/subject.ts';
import { quoteEvent, quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { statusesOf } from '../situation/workload.ts';

const recentMs = 30 * 60_000;

/** Somewhere in a namespace or a cluster a container is OOM-killed again and again; the workload's own question looks closer. */
export const oomKilled = defineRule({
  code: 'oom-killed',
  explains: ['OOMKilled', 'CrashLoopBackOff', 'Failing'],
  // One workload is judged with its usage, by rules that tell limit and node apart.
  fits: (subject) => !isWorkload(subject),
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const { workloads, eventsAbout } = situationOf(evidence);
    return workloads.flatMap((workload) => {
      const killed = workload.pods.flatMap((pod) =>
        statusesOf(pod).flatMap((status) => {
          const ending = [status.state?.terminated, status.lastState?.terminated].find(
            (it) => it?.reason === 'OOMKilled',
          );
          const isRecent = ending && (!ending.finishedAt || now.getTime() - ending.finishedAt.getTime() < recentMs);
          return isRecent ? [{ pod, status, ending }] : [];
        }),
      );
      const [worst] = killed.sort((a, b) => b.status.restartCount - a.status.restartCount);
      if (!worst) return [];
      const { pod, status, ending } = worst;
      const spec = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].find(
        (it) => it.name === status.name,
      );
      const limit = spec?.resources?.limits?.memory;
      const backOff = eventsAbout(workload).find(({ reason }) => reason === 'BackOff');
      return {
        code: 'oom-killed',
        about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
        confidence: status.ready && status.restartCount < 2 ? 0.6 : 0.94,
        sentence: `${workload.name} is OOM-killed: ${status.role === 'init' ? 'init container' : 'container'} ${status.name} ${limit ? `needs more than its limit of ${limit}` : 'has no memory limit'} and restarted ${status.restartCount} ${status.restartCount === 1 ? 'time' : 'times'}.`,
        quotes: [
          quoteField(
            ending.reason ?? 'OOMKilled',
            `last ending of ${status.name} in ${pod.metadata?.name}`,
            ending.finishedAt,
          ),
          ...(backOff ? [quoteEvent(backOff)] : []),
        ],
        suggestions: [
          { text: `Ask "why OOMKilled ${workload.name}" for its memory over time and a limit that follows from it.` },
        ],
      };
    });
  },
});
