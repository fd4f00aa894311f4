import type { Suggestion } from '../../remediation/suggestion.ts';
import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import type { ServiceRoute } from '../situation/routes.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { isReady } from '../situation/workload.ts';

/** A Service selects labels that no pod carries, though the workload it is named after has pods: nothing answers behind it. */
export const serviceSelectorMatchesNothing = defineRule({
  code: 'service-selector-matches-nothing',
  explains: ['Unreachable', 'Failing'],
  needs: ['services', 'pods'],
  wants: situationFacts,
  judge(evidence) {
    return situationOf(evidence).routes.flatMap((route) => {
      const { service, name, namespace } = route;
      const selector = Object.entries(service.spec?.selector ?? {});
      const [workload] = route.meantFor;
      if (selector.length === 0 || route.pods.length > 0 || !workload || workload.pods.length === 0) return [];
      const labels = workload.template.metadata?.labels ?? {};
      const wrong = selector.filter(([key, value]) => labels[key] !== value);
      if (wrong.length === 0) return [];

      const isServing = workload.pods.some(isReady);
      const asked = wrong.map(([key, value]) => `${key}=${value}`).join(', ');
      const carried = wrong.map(([key]) => `${key}=${labels[key] ?? '(none)'}`).join(', ');
      return {
        code: 'service-selector-matches-nothing',
        about: { kind: workload.kind, namespace, name: workload.name },
        confidence: isServing ? 0.95 : 0.6,
        sentence: `Service ${name} has no endpoints: it selects ${asked}, but the ${workload.pods.length} pods of ${workload.name} carry ${carried}.`,
        quotes: wrong.map(([key, value]) => quoteField(value, `selector ${key} of Service ${name}`)),
        suggestions: [selectorStep(route, wrong.every(([key]) => labels[key] !== undefined) ? carried : undefined)],
      };
    });
  },
});

/** Labels that the pods do not carry at all cannot be selected in any form. */
function selectorStep({ name }: ServiceRoute, carried: string | undefined): Suggestion {
  return {
    text: `Set the selector of Service ${name} to ${carried ?? 'labels that its pods carry'}, or give the pods the labels that it selects.`,
  };
}
