import type { V1ObjectMeta } from '@kubernetes/client-node';

/** A ScaledObject of KEDA (keda.sh/v1alpha1), with the fields that we read; its operator keeps a HorizontalPodAutoscaler for it. */
export interface ScaledObject {
  metadata?: V1ObjectMeta;
  spec?: {
    /** A Deployment unless it says another kind. */
    scaleTargetRef?: { kind?: string; name?: string };
    /** 0 when it is left out. */
    minReplicaCount?: number;
    /** 100 when it is left out. */
    maxReplicaCount?: number;
    triggers?: { type?: string; name?: string }[];
  };
  status?: {
    /** Ready, Active, Fallback and Paused; status True, False or Unknown. */
    conditions?: { type?: string; status?: string; reason?: string; message?: string }[];
    /** Name of the HorizontalPodAutoscaler that it keeps. */
    hpaName?: string;
    pausedReplicaCount?: number;
  };
}
