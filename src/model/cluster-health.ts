import type { Evidence } from './evidence.ts';
import type { Series } from './finding.ts';
import type { Gap } from './gap.ts';
import type { ClusterRef } from './subject.ts';

/** Pods by state; a pod counts once, by its worst container. */
export interface PodStates {
  running: number;
  pending: number;
  failing: number;
  succeeded: number;
  unknown: number;
}

/** Nodes by state. */
export interface NodeStates {
  ready: number;
  notReady: string[];
  cordoned: string[];
  /** Names of nodes with a pressure condition, with the condition. */
  pressure: { node: string; condition: string }[];
}

/** Restarts of a container lately. */
export interface RestartCount {
  namespace: string;
  workload: string;
  container: string;
  restarts: number;
  lastReason?: string;
  lastAt?: Date;
}

/** Utilisation of the whole cluster against what its nodes can allocate, in percent; `now` is undefined when there is no sample. */
export interface Utilisation {
  cpu: { now?: number; series: Series };
  memory: { now?: number; series: Series };
}

/** Node and active pod count over time, with what changed the scale. */
export interface Scaling {
  nodeCount: Series;
  podCount: Series;
  events: { at: Date; text: string }[];
}

/** An alert that fires on the cluster now; with `times`, so many alike. */
export interface FiringAlert {
  title: string;
  severity: string;
  since: Date;
  service: 'Defender for Cloud' | 'Azure Monitor';
  times?: number;
}

/** The answer to "cluster health". A part that is undefined has a gap that says why. */
export interface ClusterHealth {
  cluster: ClusterRef;
  verdict: { level: 'good' | 'warning' | 'attention' | 'unknown'; sentence: string };
  version?: Evidence<{
    current: string;
    newest?: string;
    provisioningState: string;
    powerState: string;
    privateCluster: boolean;
  }>;
  nodes?: Evidence<NodeStates>;
  pods?: Evidence<{ user: PodStates; system: PodStates }>;
  restarts?: Evidence<RestartCount[]>;
  utilisation?: Evidence<Utilisation>;
  scaling?: Evidence<Scaling>;
  alerts?: Evidence<FiringAlert[]>;
  gaps: Gap[];
}
