import type { V2HorizontalPodAutoscaler, V2HorizontalPodAutoscalerCondition } from '@kubernetes/client-node';
import type { ObjectRef, Quote } from '../../model/finding.ts';
import { quoteField } from '../quote.ts';
import type { EvidenceOf } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import type { SituationFact } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';

/** A HorizontalPodAutoscaler and what it scales. */
export interface Autoscaled {
  hpa: V2HorizontalPodAutoscaler;
  /** The autoscaler itself. */
  ref: ObjectRef;
  target: { kind: string; name: string };
  /** Undefined when no such workload was read. */
  workload?: Workload;
  /** What a finding is about: the workload, or the autoscaler when that is not there. */
  about: ObjectRef;
  min: number;
  max: number;
}

/** The autoscalers of the evidence, each with its workload. */
export function autoscaledIn(evidence: EvidenceOf<never, SituationFact | 'autoscalers'>): Autoscaled[] {
  const { workloads } = situationOf(evidence);
  return (evidence.autoscalers?.value ?? []).map((hpa) => {
    const ref = refOf('HorizontalPodAutoscaler', hpa);
    const { kind = '', name = '' } = hpa.spec?.scaleTargetRef ?? {};
    const workload = workloads.find(
      (it) => it.kind === kind && it.name === name && it.namespace === ref.namespace && it.template.spec !== undefined,
    );
    const about = workload ? { kind, namespace: ref.namespace, name } : ref;
    const bounds = { min: hpa.spec?.minReplicas ?? 1, max: hpa.spec?.maxReplicas ?? 0 };
    return { hpa, ref, target: { kind, name }, ...(workload && { workload }), about, ...bounds };
  });
}

/** A condition of an autoscaler (AbleToScale, ScalingActive, ScalingLimited); undefined before its first look. */
export function conditionOf(
  hpa: V2HorizontalPodAutoscaler,
  type: string,
): V2HorizontalPodAutoscalerCondition | undefined {
  return hpa.status?.conditions?.find((it) => it.type === type);
}

/** What a condition of an autoscaler says, verbatim; its reason where it has no message. It holds now, so it has no time of its own. */
export function quoteCondition(condition: V2HorizontalPodAutoscalerCondition, { name }: ObjectRef): Quote {
  const { type, message, reason = '' } = condition;
  return quoteField(message || reason, `condition ${type} of HorizontalPodAutoscaler ${name}`);
}
