import type { AlertSeverity } from './alert.ts';
import type { Gap } from './gap.ts';

/** A thing that a security alert names. Untrusted text. */
export interface NamedEntity {
  /** "Pod", "Image", "User", "Address". */
  kind: string;
  name: string;
}

/** What a security alert is about, as far as it says; names are untrusted. */
export interface AlertTarget {
  /** ARM id. */
  clusterId?: string;
  cluster?: string;
  namespace?: string;
  pod?: string;
  /** What made the pod, by the alert's word or by the pod's name. */
  workload?: string;
  container?: string;
  node?: string;
  image?: string;
  serviceAccount?: string;
  /** Without a namespace a ClusterRoleBinding. */
  binding?: { name: string; namespace?: string };
}

/** An alert of Defender for Cloud as a person reads it. All texts but `means` and `look` are untrusted; those too where the type is unknown. */
export interface SecurityAlert {
  /** Under which it is known here: small letters. */
  identity: string;
  /** ARM id, by which its state can be set. */
  armId?: string;
  type: string;
  /** What Defender calls it. */
  name: string;
  /** What happened, in one sentence. */
  means: string;
  /** What to look at first; undefined for a type that nobody has described. */
  look?: string;
  severity: AlertSeverity;
  /** Defender's own word: Active, InProgress, Resolved, Dismissed; New in an export. */
  state: string;
  isOver: boolean;
  /** By MITRE's names where they are known, else in the alert's words. */
  tactics: readonly string[];
  description?: string;
  /** What Defender advises, a step each. */
  steps: readonly string[];
  entities: readonly NamedEntity[];
  /** What else it saw: "Suspicious process", with its value. */
  seen: readonly { name: string; value: string }[];
  target: AlertTarget;
  startsAt: Date;
  link?: string;
}

/** A workload that was attacked, as its cluster has it now. Undefined parts were not found or not named. */
export interface AffectedNow {
  /** ARM id of the cluster that it was looked for in. */
  clusterId?: string;
  pod?: {
    name: string;
    state: 'gone' | 'ready' | 'not ready' | 'ended' | 'being deleted';
    node?: string;
    /** It was cut off by the bot. */
    isIsolated: boolean;
    since?: Date;
  };
  images: readonly { container: string; image: string; loginServer?: string; repository: string; digest?: string }[];
  workload?: { kind: string; name: string; wanted?: number; ready?: number };
  /** Bindings that give rights to the alert's service account, or that it names. */
  bindings: readonly { name: string; namespace?: string; role: string }[];
  gaps: readonly Gap[];
}
