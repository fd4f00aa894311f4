import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';

/** What sets the replicas of a workload by itself, and within which bounds. */
export interface Autoscaler {
  /** "HorizontalPodAutoscaler web". */
  what: string;
  by: 'HPA' | 'KEDA';
  min: number;
  max: number;
  /** Where somebody told it to keep one number; undefined where it scales. */
  pausedAt?: number;
}

interface Scaled {
  clusterId: string;
  namespace: string;
  kind: string;
  name: string;
}

/**
 * The autoscaler of a workload: KEDA's ScaledObject before the HorizontalPodAutoscaler that KEDA keeps for it. A sentence
 * where it could not be read, undefined where there is none, or one that is told to leave the workload alone.
 */
export async function autoscalerOf(
  azure: Azure,
  { clusterId, namespace, kind, name }: Scaled,
): Promise<Autoscaler | string | undefined> {
  const isIts = (ref: { kind?: string; name?: string } | undefined) =>
    ref?.name === name && (ref.kind ?? 'Deployment') === kind;
  try {
    const { kubernetes } = azure;
    const [hasKeda, autoscalers] = await Promise.all([
      kubernetes.serves(clusterId, 'scaledobjects'),
      kubernetes.list(clusterId, 'horizontalpodautoscalers', namespace),
    ]);
    const scaled = hasKeda ? await kubernetes.list(clusterId, 'scaledobjects', namespace) : [];
    const keda = scaled.find(({ spec }) => isIts(spec?.scaleTargetRef));
    if (keda) {
      const { metadata, spec } = keda;
      const { [replicasKept]: kept, [paused]: isPaused } = metadata?.annotations ?? {};
      if (kept === undefined && isPaused === 'true') return undefined;
      return {
        ...{ what: `ScaledObject ${metadata?.name ?? name} (KEDA)`, by: 'KEDA' },
        ...{ min: spec?.minReplicaCount ?? 0, max: spec?.maxReplicaCount ?? 100 },
        ...(kept !== undefined && { pausedAt: Number(kept) }),
      };
    }
    const hpa = autoscalers.find(({ spec }) => isIts(spec?.scaleTargetRef));
    if (!hpa) return undefined;
    const { minReplicas = 1, maxReplicas = minReplicas } = hpa.spec ?? {};
    const what = `HorizontalPodAutoscaler ${hpa.metadata?.name ?? name}`;
    return { what, by: 'HPA', min: minReplicas, max: maxReplicas };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return `Whether an autoscaler sets its replicas could not be read: ${error.message}.`;
  }
}

const replicasKept = 'autoscaling.keda.sh/paused-replicas';
const paused = 'autoscaling.keda.sh/paused';

/**
 * What an autoscaler makes of a number of replicas that somebody else sets: `refuse` where it puts it back at once,
 * `tell` where it may. Pure.
 */
export function autoscaled(
  { what, by, min, max, pausedAt }: Autoscaler,
  name: string,
  to: number,
): { refuse: string } | { tell: string } {
  if (pausedAt !== undefined)
    return pausedAt === to
      ? { tell: `${what} keeps it at ${to} replicas.` }
      : { refuse: `${what} is told to keep ${name} at ${pausedAt} replicas and puts any other number back.` };
  // Kubernetes' own autoscaler rests while its target has no replicas; KEDA wakes a target up.
  if (to === 0 && by === 'HPA') return { tell: `${what} rests as long as it has no replicas: nothing scales it up.` };
  if (to < min || to > max)
    return {
      refuse: `${what} keeps ${name} between ${min} and ${max} replicas and puts ${to} back at once: change its bounds, or say a number within them.`,
    };
  return { tell: `${what} sets its replicas (${min} to ${max}): it takes this back when its metric says otherwise.` };
}
