import type { ImageRef, RunningPlace } from './image.ts';

/** An image that runs in a workload, as the stored inventory has it. */
export interface ImageRun extends ImageRef, RunningPlace {
  /** The workload names it by its digest: nobody can put another in its place. */
  isPinned: boolean;
  /** Who owns the workload, by its labels or its namespace: a word of its authors, untrusted. */
  owner?: string;
  /** Nothing nearer names the owner: it is by the ARM tag of the image's registry, or of the cluster. */
  ownerFrom?: 'registry' | 'cluster' | undefined;
  /** What leads to it from outside the cluster ("LoadBalancer payments-api"); undefined: nothing that was seen. */
  exposed?: string;
}

/** What runs in one cluster, as it was last read. */
export interface ClusterRuns {
  cluster: string;
  environment?: string;
  readAt: Date;
  runs: readonly ImageRun[];
  /** How it was read: 'Kubernetes API', or by way of the tables of Container Insights. */
  source: string;
  /** False: what leads to it from outside could not be read. */
  isExposureKnown: boolean;
  /** Why the last try to read it failed; it is then as old as `readAt` says, or, with an empty list, was never read. */
  failure?: string;
}
