import type { Cluster } from '../estate.ts';
import type { armCluster } from '../graph/arm-cluster.ts';
import type { World } from '../world.ts';

/** What a check looks at: the world, one cluster, its ARM body with what somebody set on it, and the window. */
export interface Look {
  world: World;
  cluster: Cluster;
  body: ReturnType<typeof armCluster>;
  from: Date;
  to: Date;
}

/** What a check found. A detail's value is text with HTML, within <markdown> markdown with HTML, as AKS writes it. */
export interface Found {
  status: 'Critical' | 'Warning' | 'Info' | 'Success';
  message: string;
  details?: { name: string; value: string }[];
  solutions?: { title: string; markdown: string }[];
  /** Numbers over time beside it. */
  series?: { title: string; column: string; points: [at: Date, value: number][] };
}

/** One of AKS's own checks, as the range makes it. */
export interface LabDetector {
  id: string;
  name: string;
  category: string;
  description: string;
  look(look: Look): Found;
}

/** Nothing wrong. */
export function fine(message: string): Found {
  return { status: 'Success', message };
}
