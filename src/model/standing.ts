import type { Evidence } from './evidence.ts';
import type { Gap } from './gap.ts';
import type { Subject } from './subject.ts';

/** How a thing stands, with the reasons, the worst first; no reason where nothing is wrong. */
export interface Stand {
  level: 'attention' | 'warning' | 'unknown' | 'good';
  reasons: string[];
}

/** What is in use now; bounds are undefined where there are none, or none is known. CPU in cores, memory in MiB. */
export interface Use {
  cpu?: number;
  cpuLimit?: number;
  memoryMiB?: number;
  memoryLimitMiB?: number;
}

/** What runs pods, by its kind and name; a bare pod by its own. */
export interface Owner {
  kind: Subject['kind'];
  name: string;
}

/** A container of a pod. */
export interface ContainerStanding extends Stand {
  namespace: string;
  pod: string;
  name: string;
  owner: Owner;
  node?: string;
  isInit: boolean;
  /** "running", "waiting: CrashLoopBackOff", "ended: Completed". */
  state: string;
  restarts: number;
  /** How it ended last. */
  last?: { reason: string; exitCode?: number; at?: Date };
  /** Undefined where only the inventory told of it. */
  image?: string;
  use: Use;
}

/** A pod with its containers. */
export interface PodStanding extends Stand {
  namespace: string;
  name: string;
  owner: Owner;
  node?: string;
  phase: string;
  /** It was deleted, and is not gone yet: its workload needs it no more. */
  isLeaving?: true;
  ready: number;
  containers: ContainerStanding[];
  restarts: number;
  createdAt?: Date;
  use: Use;
}

/** A workload with its pods, as far as they are seen here. */
export interface WorkloadStanding extends Stand {
  namespace: string;
  owner: Owner;
  /** Undefined where nobody told how many there should be. */
  desired?: number;
  ready: number;
  pods: PodStanding[];
  restarts: number;
  /** Containers that were killed for memory last. */
  ooms: number;
  use: Use;
}

/** A node with what runs on it. */
export interface NodeStanding extends Stand {
  name: string;
  pool?: string;
  version?: string;
  createdAt?: Date;
  /** Conditions that hold and matter ("Ready", "MemoryPressure"), and "cordoned". */
  states: string[];
  pods: number;
  /** Of them, those that are not well. */
  troubled: number;
  mostPods?: number;
  /** `cpuLimit` and `memoryLimitMiB` are what pods may use of it. */
  use: Use;
}

/** The answer to a monitoring view: worst first. */
export interface Standings<Row> {
  subject: Subject;
  /** Whether it is known at all which rows there are: use alone does not tell. */
  isRead: boolean;
  rows: Row[];
  /** What no row tells of: pods that wait for a node. */
  notes?: string[];
  /** What they rest on. */
  evidence: Evidence<unknown>[];
  gaps: Gap[];
}
