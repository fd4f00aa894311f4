import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { isAskedAbout } from '../scaling/is-asked-about.ts';
import { kedaScaledIn, pauseOf } from '../scaling/keda-scaled.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Somebody paused KEDA's scaling of a workload: its queue grows, and no pod is added. */
export const kedaPaused = defineRule({
  code: 'keda-paused',
  explains: ['Slow', 'Failing', 'Unreachable', 'NotReady'],
  needs: ['scaledObjects'],
  wants: situationFacts,
  judge(evidence, subject) {
    const isAsked = isAskedAbout(subject, situationOf(evidence));
    return kedaScaledIn(evidence).flatMap(({ object, ref, about, target, triggers }) => {
      const pause = pauseOf(object);
      if (!pause) return [];
      const held =
        pause.replicas !== undefined
          ? `, held at ${pause.replicas} ${pause.replicas === 1 ? 'replica' : 'replicas'}`
          : pause.key.endsWith('out')
            ? ' for scaling out'
            : pause.key.endsWith('in')
              ? ' for scaling in'
              : '';
      return {
        code: 'keda-paused',
        about,
        // A pause is often a maintenance that everybody knows of, unless somebody asks.
        confidence: isAsked({ ...target, namespace: ref.namespace }) || pause.replicas === 0 ? 0.88 : 0.6,
        sentence: `KEDA does not scale ${target.name}: its ScaledObject ${ref.name} is paused${held}${triggers ? `, whatever ${triggers} says` : ''}.`,
        quotes: [quoteField(pause.text, `annotation ${pause.key} of ScaledObject ${ref.name}`)],
        suggestions: [
          {
            text: `Resume it when the reason is over: kubectl annotate scaledobject ${ref.name} -n ${ref.namespace} ${pause.key}-.`,
          },
        ],
      };
    });
  },
});
