import { isWorkload } from '../../model/subject.ts';
import { namedIn } from '../focus.ts';
import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { asksAboutScaling } from '../scaling/asks-about-scaling.ts';
import { autoscaledIn } from '../scaling/autoscaled.ts';
import { kedaScaledIn } from '../scaling/keda-scaled.ts';
import { metricReadings } from '../scaling/metric-words.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Whoever asks what scales a workload, or why something does not, is told what does: KEDA, an autoscaler, or nothing. */
export const autoscalingInWords = defineRule({
  code: 'autoscaling-in-words',
  explains: ['Slow', 'Failing', 'NotReady', 'Unreachable', 'Pending'],
  needs: ['autoscalers', 'scaledObjects'],
  wants: situationFacts,
  judge(evidence, subject) {
    if (!asksAboutScaling(subject.report)) return [];
    const situation = situationOf(evidence);
    const named = new Set(namedIn(subject.report, situation).map(({ kind, name }) => `${kind}/${name}`));
    const asked = situation.workloads.filter(
      ({ kind, name }) =>
        (isWorkload(subject) && subject.kind === kind && subject.name === name) || named.has(`${kind}/${name}`),
    );
    const { isInstalled } = evidence.scaledObjects.value;
    return asked.slice(0, 3).flatMap(({ kind, namespace, name, desired }) => {
      const isIt = ({ target, ref }: { target: { kind: string; name: string }; ref: { namespace: string } }) =>
        target.kind === kind && target.name === name && ref.namespace === namespace;
      const object = kedaScaledIn(evidence).find(isIt);
      // KEDA scales through an autoscaler of its own.
      const scaled = autoscaledIn(evidence).find((it) => isIt(it) && it.ref.name !== object?.object.status?.hpaName);
      const keda = object
        ? `KEDA scales it between ${object.min} and ${object.max} replicas (ScaledObject ${object.ref.name}${object.triggers ? `: ${object.triggers}` : ''})`
        : isInstalled
          ? `KEDA has no ScaledObject for it`
          : `KEDA is not installed in this cluster`;
      const metric = scaled && (metricReadings(scaled.hpa)[0]?.words ?? wanted(scaled.hpa));
      const hpa = scaled
        ? `a HorizontalPodAutoscaler (HPA ${scaled.ref.name}) scales it between ${scaled.min} and ${scaled.max} replicas${metric ? `: ${metric}` : ''}`
        : undefined;
      const sentence = hpa
        ? `${kind} ${name}: ${keda}, ${object ? 'and' : 'but'} ${hpa}.`
        : object
          ? `${kind} ${name}: ${keda}.`
          : `Nothing scales ${kind} ${name}: ${keda}, and no HorizontalPodAutoscaler (HPA) names it, so it keeps ${desired ?? 'the'} ${desired === 1 ? 'replica' : 'replicas'}.`;
      return {
        code: 'autoscaling-in-words',
        about: { kind, namespace, name },
        confidence: 0.65,
        sentence,
        quotes: scaled
          ? [quoteField(String(scaled.max), `maxReplicas of HorizontalPodAutoscaler ${scaled.ref.name}`)]
          : [],
        suggestions: [
          { text: stepFor({ hasHpa: hpa !== undefined, hasObject: object !== undefined, kind, name, namespace }) },
        ],
      };
    });
  },
});

interface Situated {
  hasHpa: boolean;
  hasObject: boolean;
  kind: string;
  name: string;
  namespace: string;
}

function stepFor({ hasHpa, hasObject, kind, name, namespace }: Situated): string {
  if (hasHpa && hasObject)
    return `Let one of the two scale ${name}: delete the HorizontalPodAutoscaler or the ScaledObject.`;
  if (hasObject) return `See what its triggers say: kubectl describe scaledobject -n ${namespace}.`;
  if (hasHpa)
    return `See what it decides: kubectl describe hpa -n ${namespace}. To scale by queues or events, install KEDA (az aks update --enable-keda), delete the HorizontalPodAutoscaler and give ${name} a ScaledObject.`;
  return `To scale it by load: kubectl autoscale ${kind.toLowerCase()} ${name} -n ${namespace} --min=2 --max=10 --cpu-percent=70; by queues or events, give it a ScaledObject of KEDA.`;
}

/** What an autoscaler aims at, where it has not read its metric yet. */
function wanted({ spec }: Parameters<typeof metricReadings>[0]): string | undefined {
  const resource = spec?.metrics?.find(({ resource }) => resource)?.resource;
  const aim = resource?.target.averageUtilization;
  return resource && aim !== undefined ? `it aims at ${aim} % ${resource.name} of the request` : undefined;
}
