import type { V1Pod } from '@kubernetes/client-node';
import { isOneThing } from '../../model/subject.ts';
import { ago } from '../oom/words.ts';
import { quoteField } from '../quote.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { statusesOf } from '../situation/workload.ts';

const calmMs = 3_600_000;
const resolved =
  /"(?:state|status)"\s*:\s*"(?:ok|resolved|normal|recovered|inactive)"|\b(?:resolved|recovered|back to normal)\b/i;

/**
 * Everything in a namespace or a cluster is as it should be, as far as pods tell: never sure, because ready pods prove
 * nothing about routing and speed, so that any real finding stands before it.
 */
export const nothingWrongHere = defineRule({
  code: 'nothing-wrong-here',
  explains: ['OOMKilled', 'CrashLoopBackOff', 'ImagePullBackOff', 'Pending', 'NotReady', 'Evicted', 'Failing'],
  weight: 'all-clear',
  fits: (subject) => !isOneThing(subject),
  needs: ['pods', 'deployments', 'nodes'],
  wants: situationFacts,
  judge(evidence, subject, now) {
    const { workloads, nodes } = situationOf(evidence);
    const running = workloads.filter(({ kind }) => kind !== 'Job' && kind !== 'CronJob');
    const pods = running.flatMap((it) => it.pods);
    const isReadyNode = nodes.every((node) =>
      (node.status?.conditions ?? []).every(({ type, status }) => (type === 'Ready') === (status === 'True')),
    );
    const isCalm = pods.every((pod) =>
      statusesOf(pod).every(({ state, lastState }) =>
        [state?.terminated, lastState?.terminated].every(
          (it) => !it || it.exitCode === 0 || (it.finishedAt && now.getTime() - it.finishedAt.getTime() > calmMs),
        ),
      ),
    );
    if (pods.length === 0 || running.some(isSuffering) || !isReadyNode || !isCalm) return undefined;
    const past = lastTrouble(pods);
    const over = past?.at
      ? ` The last one to fail was ${past.container} in ${past.pod} (${past.reason}), ${ago(past.at, now)} ago.`
      : '';
    return {
      code: 'nothing-wrong-here',
      // A report that says itself that it is over, of pods that are well, is believed.
      confidence: resolved.test(subject.report ?? '') ? 0.6 : 0.3,
      sentence: `Nothing is wrong now that pods would show: all ${pods.length} pods of ${running.length} workloads in ${subject.name} are ready, and none has failed in the last hour.${over}`,
      quotes: past?.at ? [quoteField(past.reason, `last ending of ${past.container} in ${past.pod}`, past.at)] : [],
      suggestions: [
        {
          text: 'Ready pods do not prove that requests are answered, or fast: name the workload that people complain about.',
        },
      ],
    };
  },
});

/** How the container that failed last ended, of those that the API remembers. */
function lastTrouble(pods: readonly V1Pod[]) {
  const endings = pods.flatMap((pod) =>
    statusesOf(pod).flatMap(({ name, lastState }) => {
      const { reason, exitCode, finishedAt } = lastState?.terminated ?? {};
      return reason && exitCode !== 0 && finishedAt
        ? [{ pod: pod.metadata?.name ?? '', container: name, reason, at: finishedAt }]
        : [];
    }),
  );
  return endings.sort((a, b) => b.at.getTime() - a.at.getTime())[0];
}
