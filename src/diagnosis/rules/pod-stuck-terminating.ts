import { ago } from '../oom/words.ts';
import { quoteEvent, quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Beyond its grace period, which the deletion's time stamp holds already. */
const patienceMs = 3 * 60_000;
const recentMs = 30 * 60_000;

/** A pod that was deleted does not go away: a finalizer holds it, or its containers or volumes cannot be ended. */
export const podStuckTerminating = defineRule({
  code: 'pod-stuck-terminating',
  explains: ['NotReady', 'Pending', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const { workloads, nodes, eventsOf } = situationOf(evidence);
    const ready = new Map(
      nodes.map(({ metadata, status }) => [
        metadata?.name,
        status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True'),
      ]),
    );
    return workloads.flatMap((workload) => {
      const stuck = workload.pods.filter(({ metadata, spec }) => {
        const due = metadata?.deletionTimestamp;
        // A node that does not answer has rules of its own.
        return due && now.getTime() - new Date(due).getTime() > patienceMs && ready.get(spec?.nodeName ?? '') !== false;
      });
      const pod = stuck.find(({ metadata }) => metadata?.finalizers?.length) ?? stuck[0];
      if (!pod?.metadata?.deletionTimestamp) return [];
      const { kind, namespace, name } = workload;
      const { finalizers = [], name: podName = '' } = pod.metadata;
      const event = eventsOf(refOf('Pod', pod)).find(
        ({ reason, lastAt }) =>
          /^(?:FailedKillPod|FailedUnMount|FailedPreStopHook)$/.test(reason) &&
          now.getTime() - lastAt.getTime() < recentMs,
      );
      const [finalizer] = finalizers;
      const since = ago(new Date(pod.metadata.deletionTimestamp), now);
      return {
        code: 'pod-stuck-terminating',
        about: { kind, namespace, name },
        confidence: finalizer ? 0.85 : event ? 0.75 : 0.45,
        sentence: `Pod ${podName} of ${name} should have been gone for ${since}: ${finalizer ? `finalizer ${finalizer} holds it until its owner lets go` : event ? 'its containers or volumes cannot be ended' : 'a container of it does not end'}${stuck.length > 1 ? `, as ${stuck.length - 1} more` : ''}.`,
        quotes: [
          ...(finalizer ? [quoteField(finalizer, `finalizers of pod ${podName}`)] : []),
          ...(event ? [quoteEvent(event)] : []),
        ],
        suggestions: [
          {
            text: finalizer
              ? `See whether the controller behind ${finalizer} runs; if it is gone for good, remove the finalizer: kubectl patch pod ${podName} -n ${namespace} --type=merge -p '{"metadata":{"finalizers":null}}'.`
              : `Look at the kubelet's log on ${pod.spec?.nodeName ?? 'its node'}; once its processes are surely gone: kubectl delete pod ${podName} -n ${namespace} --grace-period=0 --force.`,
          },
        ],
      };
    });
  },
});
