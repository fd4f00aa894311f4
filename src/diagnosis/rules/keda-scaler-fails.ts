import { quoteEvent, quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { kedaCondition, kedaScaledIn } from '../scaling/keda-scaled.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const failed = /^(?:KEDAScalerFailed|ScaledObjectCheckFailed|KEDAScaleTargetActivationFailed|KEDAMetricSourceFailed)$/;
const recentMs = 15 * 60_000;

/** KEDA cannot ask what it scales by, or cannot make an autoscaler of its ScaledObject. */
export const kedaScalerFails = defineRule({
  code: 'keda-scaler-fails',
  explains: ['Slow', 'Failing', 'Unreachable'],
  needs: ['scaledObjects'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const { eventsOf } = situationOf(evidence);
    return kedaScaledIn(evidence).flatMap(({ object, ref, about, target, triggers }) => {
      const ready = kedaCondition(object, 'Ready');
      const fallback = kedaCondition(object, 'Fallback');
      const event = eventsOf(ref).find(
        ({ reason, lastAt }) => failed.test(reason) && now.getTime() - lastAt.getTime() < recentMs,
      );
      const isBroken = ready?.status === 'False';
      const isFallenBack = fallback?.status === 'True';
      if (!isBroken && !isFallenBack && !event) return [];
      const said = isBroken ? ready : isFallenBack ? fallback : undefined;
      const isDenied = /\b40[13]\b|unauthorized|forbidden|AADSTS|denied|authentication/i.test(
        `${event?.message ?? ''} ${said?.message ?? ''}`,
      );
      return {
        code: 'keda-scaler-fails',
        about,
        confidence: isBroken || isFallenBack ? 0.85 : 0.6,
        sentence: `KEDA cannot read what it scales ${target.name} by${triggers ? ` (${triggers})` : ''}${isFallenBack ? ', and keeps to the number that its fallback names' : ', so the number of replicas does not follow the load'}${isDenied ? ': access is denied' : ''}.`,
        quotes: [
          ...(event ? [quoteEvent(event)] : []),
          ...(said?.message ? [quoteField(said.message, `condition ${said.type} of ScaledObject ${ref.name}`)] : []),
        ],
        suggestions: [
          {
            text: isDenied
              ? `Give the identity in the TriggerAuthentication of ScaledObject ${ref.name} the right to read its source, or correct its credentials.`
              : `See address and metadata of its triggers: kubectl describe scaledobject ${ref.name} -n ${ref.namespace}, and the log of keda-operator.`,
          },
        ],
      };
    });
  },
});
