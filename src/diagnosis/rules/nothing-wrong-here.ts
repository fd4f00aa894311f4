import { isOneThing } from '../../model/subject.ts';
import { namedIn } from '../focus.ts';
import { complaintsIn } from '../logs/complaints.ts';
import { isFresh } from '../logs/is-fresh.ts';
import { isUsual } from '../logs/is-usual.ts';
import { lastEndingOf, lastWarningOf } from '../recovery/last-trouble.ts';
import { isCalm } from '../recovery/well-since.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { hasCompleted, statusesOf, type Workload } from '../situation/workload.ts';

const resolved =
  /"(?:state|status)"\s*:\s*"(?:ok|resolved|normal|recovered|inactive)"|\b(?:resolved|recovered|back to normal)\b/i;
/** What pods would show, had it happened and not passed. */
const ofPods =
  /oom|out of memory|crash|restart|back-?off|\bpending|not ?ready|unready|unschedul|image|evict|probe|unavailable|replicas|terminat|\bnode\b/i;
const freshMs = 10 * 60_000;

/**
 * Everything in a namespace or a cluster is as it should be, as far as pods tell. Ready pods prove nothing about routing
 * and speed, so any real finding stands before it, unless the report says that it is over, speaks of what pods would
 * show, or the trouble that it may mean is remembered and has passed.
 */
export const nothingWrongHere = defineRule({
  code: 'nothing-wrong-here',
  explains: ['OOMKilled', 'CrashLoopBackOff', 'ImagePullBackOff', 'Pending', 'NotReady', 'Evicted', 'Failing'],
  weight: 'all-clear',
  fits: (subject) => !isOneThing(subject),
  needs: ['pods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, subject, now) {
    const situation = situationOf(evidence);
    const running = situation.workloads.filter(({ kind }) => kind !== 'Job' && kind !== 'CronJob');
    const pods = running.flatMap((it) => it.pods).filter((pod) => !hasCompleted(pod));
    const isReadyNode = situation.nodes.every((node) =>
      (node.status?.conditions ?? []).every(({ type, status }) => (type === 'Ready') === (status === 'True')),
    );
    if (pods.length === 0 || running.some(isSuffering) || !isReadyNode || !pods.every((it) => isCalm(it, now)))
      return undefined;
    const warning = lastWarningOf(evidence.events?.value ?? [], now);
    const isQuiet =
      !complaintsIn(evidence).some((it) => isFresh(it, now) && !isUsual(it, now)) &&
      !(warning && now.getTime() - warning.at.getTime() < freshMs);
    const past = [lastEndingOf(pods, now) ?? [], warning ?? []].flat();
    const report = subject.report ?? '';
    const named = new Set(namedIn(report, situation).map(({ kind, name }) => `${kind}/${name}`));
    const meant = running.filter(
      (it) => named.has(`${it.kind}/${it.name}`) || it.pods.some((pod) => named.has(`Pod/${pod.metadata?.name}`)),
    );
    const nodes =
      situation.nodes.length === 0 ? '' : ` Their ${situation.nodes.length} nodes are Ready, without pressure.`;
    const isOver = resolved.test(report) ? ' The report says itself that it is over.' : '';
    return {
      code: 'nothing-wrong-here',
      confidence: resolved.test(report)
        ? 0.6
        : surenessOf({ isQuiet, isOfPods: ofPods.test(report), isPast: past.length > 0 }),
      sentence: `Nothing is wrong now that pods would show: all ${pods.length} pods of ${running.length} workloads in ${subject.name} are ready, and none has failed of late.${meant.slice(0, 3).map(state).join('')}${nodes}${isOver}${past.map(({ sentence }) => ` ${sentence}`).join('')}`,
      quotes: past.map(({ quote }) => quote),
      suggestions: [
        {
          text: 'Ready pods do not prove that requests are answered, or fast: name the workload that people complain about.',
        },
      ],
    };
  },
});

/** How sure it is that nothing is wrong: hardly, while logs complain or warnings are young. */
function surenessOf({ isQuiet, isOfPods, isPast }: { isQuiet: boolean; isOfPods: boolean; isPast: boolean }): number {
  if (!isQuiet) return 0.2;
  if (isOfPods) return 0.5;
  return isPast ? 0.45 : 0.3;
}

/** " cart is healthy: 3 of 3 pods are Running and Ready, 0 restarts." */
function state({ name, desired, pods, unseen = 0 }: Workload): string {
  const restarts = pods.flatMap(statusesOf).reduce((sum, { restartCount }) => sum + restartCount, 0);
  const all = pods.length + unseen;
  return ` ${name} is healthy: ${all} of ${desired ?? all} ${all === 1 ? 'pod is' : 'pods are'} Running and Ready, ${restarts} ${restarts === 1 ? 'restart' : 'restarts'}.`;
}
