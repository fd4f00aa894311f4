import type { ImageRef, RunningPlace } from './image.ts';

/** An image that runs in a workload, as the stored inventory has it. */
export interface ImageRun extends ImageRef, RunningPlace {
  /** The workload names it by its digest: nobody can put another in its place. */
  isPinned: boolean;
  /** Who owns the workload, by its labels or its namespace: a word of its authors, untrusted. */
  owner?: string;
  /** Nothing nearer names the owner: it is by the ARM tag of the image's registry, or of the cluster. */
  ownerFrom?: 'registry' | 'cluster' | undefined;
  /** Where its digest is an index: digests of its images for the cluster's nodes, which are what Defender scans. */
  platforms?: readonly string[];
  /** What leads to it from outside the cluster ("LoadBalancer payments-api"); undefined: nothing that was seen. */
  exposed?: string;
}

/** What runs in one cluster, as it was last read. */
export interface ClusterRuns {
  cluster: string;
  environment?: string;
  readAt: Date;
  runs: readonly ImageRun[];
  /** What its nodes are ("linux/amd64"), each once; undefined where they could not be read. */
  architectures?: readonly string[];
  /** How it was read: 'Kubernetes API', or by way of the tables of Container Insights. */
  source: string;
  /** False: what leads to it from outside could not be read. */
  isExposureKnown: boolean;
  /** Why the last try to read it failed; it is then as old as `readAt` says, or, with an empty list, was never read. */
  failure?: string;
}

/** What runs by every digest that stands for it: the one that its pods name, and those of an index's images. */
export function runsByDigest(runs: readonly ImageRun[]): Map<string, ImageRun[]> {
  const byDigest = new Map<string, ImageRun[]>();
  for (const run of runs) {
    for (const digest of digestsOf(run)) {
      const known = byDigest.get(digest);
      if (known) known.push(run);
      else byDigest.set(digest, [run]);
    }
  }
  return byDigest;
}

/** Every digest that stands for what runs, its own first; none where nobody knows it. */
export function digestsOf({ digest, platforms = [] }: Pick<ImageRun, 'digest' | 'platforms'>): string[] {
  return digest === undefined ? [] : [...new Set([digest, ...platforms])];
}
