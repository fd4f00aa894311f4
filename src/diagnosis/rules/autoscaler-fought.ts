import { ago } from '../oom/words.ts';
import { quoteEvent, quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { asksAboutScaling } from '../scaling/asks-about-scaling.ts';
import { autoscaledIn } from '../scaling/autoscaled.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const applied = 'kubectl.kubernetes.io/last-applied-configuration';
const recentMs = 3_600_000;

/** The manifest of a workload names its replicas, beside an autoscaler: every roll-out sets the number back. */
export const autoscalerFought = defineRule({
  code: 'autoscaler-fought',
  explains: ['Slow', 'Failing', 'NotReady'],
  needs: ['autoscalers', 'deployments'],
  wants: situationFacts,
  judge(evidence, { report }, now) {
    const { eventsOf } = situationOf(evidence);
    const manifests = new Map(
      evidence.deployments.value.map(({ metadata }) => [
        `${metadata?.namespace}/${metadata?.name}`,
        metadata?.annotations?.[applied],
      ]),
    );
    return autoscaledIn(evidence).flatMap(({ ref, about, target, workload, min, max }) => {
      const manifest = workload?.kind === 'Deployment' ? manifests.get(`${ref.namespace}/${target.name}`) : undefined;
      // The first "replicas" of a Deployment's manifest is its own: templates have none.
      const text = /"replicas":\s{0,4}(\d{1,6})/.exec(manifest?.slice(0, 100_000) ?? '');
      const fixed = Number(text?.[1]);
      if (!workload || !text || min === max) return [];
      const reset = eventsOf(workload).find(({ reason, message, lastAt }) => {
        const [, from, to] = /^Scaled down .* from (\d{1,6}) to (\d{1,6})$/.exec(message) ?? [];
        const isRecent = now.getTime() - lastAt.getTime() < recentMs;
        return reason === 'ScalingReplicaSet' && isRecent && Number(to) === fixed && Number(from) - fixed > 1;
      });
      const isBack =
        reset !== undefined &&
        eventsOf(ref).some(
          ({ reason, lastAt, message }) =>
            reason === 'SuccessfulRescale' && lastAt > reset.lastAt && !message.startsWith(`New size: ${fixed};`),
        );
      return {
        code: 'autoscaler-fought',
        about,
        confidence: isBack ? 0.8 : asksAboutScaling(report) ? 0.45 : 0.2,
        sentence: `${target.name} is scaled by a HorizontalPodAutoscaler (${min} to ${max}), and its manifest sets replicas to ${fixed}: every time it is applied the number jumps back${isBack ? `, as it did ${ago(reset.lastAt, now)} ago` : ''}.`,
        quotes: [
          ...(isBack && reset ? [quoteEvent(reset)] : []),
          quoteField(text[0], `last applied manifest of Deployment ${target.name}`),
        ],
        suggestions: [
          {
            text: `Remove spec.replicas from the manifest of ${target.name}: kubectl apply edit-last-applied deployment/${target.name} -n ${ref.namespace}, then from its source.`,
          },
        ],
      };
    });
  },
});
