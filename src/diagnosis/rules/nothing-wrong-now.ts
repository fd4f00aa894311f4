import type { PodState } from '../../evidence/kubernetes/pod-state.ts';
import { isWorkload } from '../../model/subject.ts';
import { evictions } from '../oom/evictions.ts';
import { isGoingOn, oomKills } from '../oom/kills.ts';
import { shortNodes } from '../oom/short-nodes.ts';
import { underThisLimit } from '../oom/under-this-limit.ts';
import { ago, lasting } from '../oom/words.ts';
import { hasSettled } from '../recovery/has-settled.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Every replica is ready and has outlived what befell it: said plainly, with the last trouble that is remembered. */
export const nothingWrongNow = defineRule({
  code: 'nothing-wrong-now',
  // Slow and Unreachable are missing: ready pods prove nothing about them.
  explains: ['OOMKilled', 'CrashLoopBackOff', 'ImagePullBackOff', 'Pending', 'NotReady', 'Evicted', 'Failing'],
  weight: 'all-clear',
  fits: isWorkload,
  needs: ['containerRestarts', 'workloadReplicas'],
  wants: [...situationFacts, 'restartHistory', 'kubernetesEvents', 'eventHistory', 'nodeConditions'],
  judge(evidence, subject, now) {
    const { containerRestarts, workloadReplicas } = evidence;
    // Pods that ended stay listed for days; their controller has replaced them.
    const pods = containerRestarts.value.filter((pod) => pod.phase !== 'Succeeded' && pod.phase !== 'Failed');
    const { desired } = workloadReplicas.value;
    const kills = oomKills(evidence);
    const isWell = pods.length > 0 && pods.every((pod) => isCalm(pod, now)) && pods.length >= (desired ?? 0);
    if (!isWell || isGoingOn(underThisLimit(kills, evidence), now) || isGoingOn(evictions(evidence), now))
      return undefined;
    if (shortNodes(evidence, now).length > 0) return undefined;

    const [last] = kills;
    const since = pods.flatMap((pod) =>
      pod.containers.flatMap((it) => (it.role === 'app' ? (it.runningSince ?? []) : [])),
    );
    const calm =
      since.length === 0
        ? ''
        : ` and ${pods.length === 1 ? 'has' : 'have'} run without a restart for ${lasting(new Date(Math.max(...since.map(Number))), now)}`;
    const past = last ? ` The last OOM kill was ${ago(last.at, now)} ago, in ${last.pod}.` : '';
    return {
      code: 'nothing-wrong-now',
      confidence: 0.9,
      sentence: `Nothing is wrong now: ${pods.length} of ${desired ?? pods.length} ${pods.length === 1 ? 'pod' : 'pods'} of ${subject.name} ${pods.length === 1 ? 'is' : 'are'} ready${calm}.${past}`,
      quotes: last ? [last.quote] : [],
      suggestions: [],
    };
  },
});

function isCalm(pod: PodState, now: Date): boolean {
  const apps = pod.containers.filter((container) => container.role === 'app');
  return (
    pod.ready &&
    apps.every((container) => container.state === 'running' && container.ready) &&
    // A young pod is not yet a recovery, unless nothing ended before it.
    pod.containers.every((container) =>
      container.terminations.every(
        (it) =>
          it.reason === 'Completed' ||
          it.finishedAt === undefined ||
          hasSettled({ ...it, restarts: container.restarts }, container.runningSince, now),
      ),
    )
  );
}
