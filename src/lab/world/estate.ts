import type { RecordedCluster } from '../recorded/recorded-cluster.ts';
import type { Audit } from './changes/audit.ts';
import type { Edit } from './changes/edit.ts';
import type { Image } from './image.ts';
import type { NetworkTrouble } from './mesh/network-trouble.ts';
import type {
  Autoscaler,
  Claim,
  Declared,
  DisruptionBudget,
  Quota,
  ScaledObject,
  Service,
  Settings,
} from './namespaced.ts';
import type { PodSpec } from './pod-spec.ts';
import type { PoolRoll } from './pool-roll.ts';
import type { Terminations, Waiting } from './terminations.ts';

export type { Flaw, Image } from './image.ts';
export type { Terminations, Waiting } from './terminations.ts';

/** An Azure subscription of the range. */
export interface Subscription {
  id: string;
  name: string;
}

/** A Log Analytics workspace: one a subscription. */
export interface Workspace {
  id: string;
  name: string;
  customerId: string;
  subscription: Subscription;
  resourceGroup: string;
  location: string;
  /** Tables of the Basic plan, such as ContainerLogV2; none unless the world says so. */
  basicTables?: readonly string[];
  /** Refuses to be read, with this status: the bot has no role there, or it is no more. */
  refuses?: 403 | 404;
}

/** A container registry and the images that were pushed to it. */
export interface ContainerRegistry {
  id: string;
  name: string;
  loginServer: string;
  subscription: Subscription;
  resourceGroup: string;
  location: string;
  sku: string;
  adminUser: boolean;
  images: Image[];
}

/** A container of a workload's template. */
export interface Container {
  name: string;
  image: Image;
  init: boolean;
  cpuRequest: number;
  cpuLimit?: number;
  memoryRequestMiB: number;
  memoryLimitMiB?: number;
  /** What it uses on an ordinary day, millicores and MiB. */
  usualCpu: number;
  usualMiB: number;
  /** Process name as the kernel prints it. */
  process: string;
  command?: string[];
  /** Name of the claim whose volume it mounts. */
  claim?: string;
  /** Fields of the container that somebody wrote and that have no place above, as Kubernetes writes them. */
  more?: Record<string, unknown>;
  /** Port that it listens on. */
  port?: number;
  readinessProbe?: { path: string; port: number };
  /** Variables that come from a key of a Secret or ConfigMap. */
  env?: { name: string; from: 'Secret' | 'ConfigMap'; object: string; key: string }[];
}

/** What can run pods in the range. */
export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob';

export type { PodSpec } from './pod-spec.ts';

/** A version of a workload's template that was rolled out; the last one is current. */
export interface Rollout {
  revision: number;
  at: Date;
  /** Image of the first container at that revision. */
  image: Image;
  cause?: string;
  /** The template's containers at that revision, when it had others than now. */
  containers?: Container[];
  /** Fields of the template's spec beside the containers, at that revision. */
  podSpec?: PodSpec;
  /** The API server admitted none of its pods, in its words; `wanted` is how many its ReplicaSet tries. */
  refused?: { message: string; wanted: number };
  /** Its new pods never became ready, so that pods of the revision before stay. */
  stuck?: boolean;
  /** Annotations of the template, such as when a restart was asked for. */
  annotations?: Record<string, string>;
  /** When the last of its pods is ready, of a roll-out that was watched. */
  doneAt?: Date;
  /** The revision whose ReplicaSet it took up again, and when that one was made. */
  sameAs?: { revision: number; at: Date };
}

/** Something that runs pods. */
export interface Workload {
  kind: WorkloadKind;
  namespace: string;
  name: string;
  replicas: number;
  createdAt: Date;
  containers: Container[];
  rollouts: Rollout[];
  system: boolean;
  /** Labels and annotations of its object beside the usual ones: what Flux, Argo CD or Helm put there. */
  marks?: { labels?: Record<string, string>; annotations?: Record<string, string> };
  podSpec?: PodSpec;
  /** Minutes between two runs, of a CronJob. */
  everyMinutes?: number;
  /** A CronJob that nobody lets run. */
  suspendedAt?: Date;
  /** A CronJob whose runs fail. */
  failing?: { since: Date; until?: Date; exitCode: number; lastWords: string[] };
}

/** One pod's life. */
export interface Pod {
  uid: string;
  name: string;
  workload: Workload;
  /** Name of the ReplicaSet or Job between the workload and the pod. */
  owner: { kind: 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'Job'; name: string; uid: string };
  templateHash: string;
  node: ClusterNode;
  createdAt: Date;
  goneAt?: Date;
  /** Marked for deletion, while its node does not answer. */
  deletedAt?: Date;
  /** A Job's pod ends by itself. */
  completedAt?: Date;
  /** How a Job's pod ended, when not well. */
  failed?: { exitCode: number; lastWords: string[] };
  evicted?: { at: Date; message: string };
  /** Instead of its template's: all that it has. */
  labels?: Record<string, string>;
  /** Its controller let it go, because its labels are no longer those that it selects. */
  orphaned?: boolean;
  ip: string;
  seed: number;
  /** Of the template that it was made from. */
  containers: Container[];
  podSpec: PodSpec;
  /** No node suits it, so it has none; in the scheduler's words. `noScaleUp` is the autoscaler's reason. */
  pending?: { message: string; noScaleUp?: string };
  waits: Map<string, Waiting>;
  /** Containers whose readiness probe fails, in the kubelet's words. */
  unready: Map<string, { since: Date; until?: Date; failure: string }>;
  /** What a container writes again and again since a moment, without the time. */
  complaints: Map<string, { since: Date; until?: Date; text: string }>;
  terminations: Map<string, Terminations>;
  /** Memory that a container uses beyond the usual, by time (MiB); for troubles. */
  extraMiB: Map<string, (at: Date) => number>;
  /** CPU that a container wants beyond the usual, by time (millicores); its limit holds. */
  extraCpu: Map<string, (at: Date) => number>;
  /** Its own network interface is in trouble. */
  network?: NetworkTrouble;
}

/** A machine of a node pool. Sizes in millicores and bytes. */
export interface ClusterNode {
  name: string;
  pool: string;
  vmSize: string;
  cpu: { capacity: number; allocatable: number };
  memory: { capacity: number; allocatable: number };
  createdAt: Date;
  goneAt?: Date;
  ip: string;
  zone: string;
  uid: string;
  cordoned: boolean;
  taints: { key: string; value?: string; effect: 'NoSchedule' | 'NoExecute' }[];
  memoryPressure?: { since: Date; until?: Date };
  network?: NetworkTrouble;
  notReady?: { since: Date; until?: Date; message: string };
  diskPressure?: { since: Date; until?: Date };
}

/** An event that happened, beside those that follow from terminations. */
export interface Happening {
  at: Date;
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  object: { kind: string; namespace: string; name: string; uid: string };
  component: string;
  host: string;
}

/** One AKS cluster. */
export interface Cluster {
  id: string;
  name: string;
  subscription: Subscription;
  resourceGroup: string;
  location: string;
  environment: string;
  version: string;
  upgrades: { version: string; preview: boolean }[];
  workspace: Workspace;
  /** "prod-weu-dns-1a2b3c4d.hcp.westeurope.azmk8s.io". */
  fqdn: string;
  privateCluster: boolean;
  /** What enforces NetworkPolicies; Cilium when left out, 'none' is nothing. */
  networkPolicy?: 'none' | 'azure' | 'calico' | 'cilium';
  /** Preset of Container Insights: 'logs-and-events' leaves Perf, InsightsMetrics and KubeNodeInventory empty; 'nothing' is no add-on. */
  collects: 'standard' | 'logs-and-events' | 'nothing';
  pools: { name: string; mode: 'System' | 'User'; vmSize: string; min?: number; max?: number }[];
  nodes: ClusterNode[];
  workloads: Workload[];
  pods: Pod[];
  happenings: Happening[];
  services: Service[];
  claims: Claim[];
  settings: Settings[];
  quotas: Quota[];
  declared: Declared[];
  budgets: DisruptionBudget[];
  /** Node pools that were rolled lately, or are; undefined where none was. */
  rolls?: PoolRoll[];
  autoscalers: Autoscaler[];
  /** Of KEDA; undefined where it is not installed. */
  scaledObjects?: ScaledObject[];
  /** What was written to its API server, by "plural/namespace/name". */
  edits: Map<string, Edit>;
  /** Every write, as its audit log has it. */
  audits: Audit[];
  /** What was recorded of a real one, which its API server and Prometheus then show instead of the rest. */
  recorded?: RecordedCluster;
}
