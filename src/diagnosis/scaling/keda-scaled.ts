import type { ScaledObject } from '../../azure/scaled-object.ts';
import type { ObjectRef } from '../../model/finding.ts';
import type { EvidenceOf } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import type { SituationFact } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';

/** A ScaledObject of KEDA and what it scales. */
export interface KedaScaled {
  object: ScaledObject;
  ref: ObjectRef;
  target: { kind: string; name: string };
  workload?: Workload;
  /** What a finding is about: the workload, or the ScaledObject when that was not read. */
  about: ObjectRef;
  min: number;
  max: number;
  /** Kinds of its triggers in words: "azure-servicebus and cron". */
  triggers: string;
}

/** The ScaledObjects of the evidence, each with its workload. */
export function kedaScaledIn(evidence: EvidenceOf<never, SituationFact | 'scaledObjects'>): KedaScaled[] {
  const { workloads } = situationOf(evidence);
  return (evidence.scaledObjects?.value.objects ?? []).map((object) => {
    const ref = refOf('ScaledObject', object);
    const { scaleTargetRef, minReplicaCount: min = 0, maxReplicaCount: max = 100, triggers = [] } = object.spec ?? {};
    const { kind = 'Deployment', name = '' } = scaleTargetRef ?? {};
    const workload = workloads.find((it) => it.kind === kind && it.name === name && it.namespace === ref.namespace);
    const about = workload ? { kind, namespace: ref.namespace, name } : ref;
    const kinds = [...new Set(triggers.flatMap(({ type }) => type ?? []))].slice(0, 3).join(' and ');
    return { object, ref, target: { kind, name }, ...(workload && { workload }), about, min, max, triggers: kinds };
  });
}

/** A condition of a ScaledObject (Ready, Active, Fallback, Paused); undefined when it has none of that type. */
export function kedaCondition({ status }: ScaledObject, type: string) {
  return status?.conditions?.find((it) => it.type === type);
}

/** The annotation that pauses a ScaledObject, as it is written; undefined when nothing does. */
export function pauseOf({ metadata }: ScaledObject): { text: string; key: string; replicas?: number } | undefined {
  const annotations = metadata?.annotations ?? {};
  const key = pauses.find((it) => annotations[it] !== undefined && annotations[it] !== 'false');
  if (!key) return undefined;
  const text = annotations[key] ?? '';
  return { text, key, ...(key.endsWith('replicas') && { replicas: Number(text) }) };
}

const pauses = [
  'autoscaling.keda.sh/paused-replicas',
  'autoscaling.keda.sh/paused',
  'autoscaling.keda.sh/paused-scale-out',
  'autoscaling.keda.sh/paused-scale-in',
];
