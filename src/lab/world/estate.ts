import type { Severity } from '../../model/image.ts';

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

/** One CVE of one package, in the words of Defender's individual recommendations. */
export interface Flaw {
  cve: string;
  package: string;
  installed: string;
  fixedIn?: string;
  severity: Severity;
  cvss?: number;
  inExploitKit: boolean;
  stepsPublished: boolean;
  stepsVerified: boolean;
  published: Date;
  language?: string;
}

/** One manifest. Images of public registries have no place in a ContainerRegistry. */
export interface Image {
  /** "contoso.azurecr.io". */
  registry: string;
  repository: string;
  tags: string[];
  /** "sha256:..." */
  digest: string;
  pushedAt: Date;
  sizeBytes: number;
  readable: boolean;
  /** How Defender reports it; 'none' was never scanned. */
  scan: { form: 'individual' | 'legacy' | 'none'; at?: Date; flaws: Flaw[] };
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
}

/** What can run pods in the range. */
export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob';

/** A version of a workload's template that was rolled out; the last one is current. */
export interface Rollout {
  revision: number;
  at: Date;
  /** Image of the first container at that revision. */
  image: Image;
  cause?: string;
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
  /** Minutes between two runs, of a CronJob. */
  everyMinutes?: number;
}

/** When a container of one pod was, or will be, terminated. */
export interface Terminations {
  reason: 'OOMKilled' | 'Error';
  exitCode: number;
  times: Date[];
  /** It goes on for as long as nobody mends it, this often after the last of `times`. */
  everyMs?: number;
  /** Who killed: the container's own limit, or a node that ran out. */
  by: 'limit' | 'node' | 'itself';
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
  /** A Job's pod ends by itself. */
  completedAt?: Date;
  evicted?: { at: Date; message: string };
  ip: string;
  seed: number;
  terminations: Map<string, Terminations>;
  /** Memory that a container uses beyond the usual, by time (MiB); for troubles. */
  extraMiB: Map<string, (at: Date) => number>;
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
  memoryPressure?: { since: Date; until?: Date };
  notReady?: { since: Date; until?: Date; message: string };
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
  /** Preset of Container Insights: 'logs-and-events' leaves Perf, InsightsMetrics and KubeNodeInventory empty. */
  collects: 'standard' | 'logs-and-events';
  pools: { name: string; mode: 'System' | 'User'; vmSize: string; min?: number; max?: number }[];
  nodes: ClusterNode[];
  workloads: Workload[];
  pods: Pod[];
  happenings: Happening[];
}

/** A Defender for Cloud alert. */
export interface SecurityAlert {
  name: string;
  cluster: Cluster;
  type: string;
  title: string;
  description: string;
  severity: 'High' | 'Medium' | 'Low' | 'Informational';
  status: 'Active' | 'InProgress' | 'Resolved' | 'Dismissed';
  intent: string;
  startTime: Date;
  pod?: Pod;
  steps: string[];
}

/** An alert that an Azure Monitor rule fired. */
export interface MonitorAlert {
  id: string;
  /** Name of the rule. */
  name: string;
  cluster: Cluster;
  severity: 'Sev0' | 'Sev1' | 'Sev2' | 'Sev3' | 'Sev4';
  condition: 'Fired' | 'Resolved';
  startTime: Date;
  description: string;
}
