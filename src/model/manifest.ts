import type { Evidence } from './evidence.ts';
import type { ObjectRef } from './finding.ts';

/** An object as the Kubernetes API gives it, without its secrets, as lines of YAML. */
export interface Manifest {
  object: ObjectRef;
  /** Name of the cluster that it is in. */
  cluster: string;
  lines: Evidence<string[]>;
  /** What was left out on purpose, as noun phrases ("managed fields"). */
  leftOut: string[];
}
