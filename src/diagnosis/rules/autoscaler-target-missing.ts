import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { autoscaledIn, conditionOf, quoteCondition } from '../scaling/autoscaled.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const readKinds = { Deployment: 'deployments', StatefulSet: 'statefulSets' } as const;

/** An autoscaler is meant for a workload that does not exist: it scales nothing. */
export const autoscalerTargetMissing = defineRule({
  code: 'autoscaler-target-missing',
  explains: ['Slow', 'Failing', 'Unreachable'],
  needs: ['autoscalers'],
  wants: situationFacts,
  judge(evidence) {
    const { workloads } = situationOf(evidence);
    const all = autoscaledIn(evidence);
    return all.flatMap(({ hpa, ref, target, workload }) => {
      const able = conditionOf(hpa, 'AbleToScale');
      const list = readKinds[target.kind as keyof typeof readKinds];
      const isAbsent = !workload && list !== undefined && evidence[list] !== undefined;
      const isTold = able?.status === 'False' && able.reason === 'FailedGetScale';
      if (workload || (!isAbsent && !isTold)) return [];
      // Most often the name is misspelt: what it was meant for has the autoscaler's own name, and no other autoscaler.
      const meant = workloads.find(
        (it) =>
          it.namespace === ref.namespace && it.name === ref.name && !all.some(({ workload: taken }) => taken === it),
      );
      return {
        code: 'autoscaler-target-missing',
        about: meant ? { kind: meant.kind, namespace: meant.namespace, name: meant.name } : ref,
        confidence: isTold && isAbsent ? 0.9 : 0.75,
        sentence: `HorizontalPodAutoscaler ${ref.name} scales nothing: ${target.kind} ${target.name} does not exist in ${ref.namespace}.`,
        quotes: [
          isTold && able
            ? quoteCondition(able, ref)
            : quoteField(target.name, `scaleTargetRef of HorizontalPodAutoscaler ${ref.name}`),
        ],
        suggestions: [
          {
            text: meant
              ? `Set scaleTargetRef of HorizontalPodAutoscaler ${ref.name} to ${meant.kind} ${meant.name}.`
              : `Correct scaleTargetRef of HorizontalPodAutoscaler ${ref.name}, or delete it: kubectl delete hpa ${ref.name} -n ${ref.namespace}.`,
          },
        ],
      };
    });
  },
});
