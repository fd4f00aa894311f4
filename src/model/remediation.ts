import type { Actor } from './actor.ts';

/** Where the life of a proposed change stands. */
export const remediationStates = [
  'proposed',
  'approved',
  'rejected',
  'expired',
  'stale',
  'running',
  'succeeded',
  'failed',
  'unknown',
  'undone',
] as const;

/** One of them. */
export type RemediationState = (typeof remediationStates)[number];

/** How much a kind of change can break. */
export type Risk = 'low' | 'medium' | 'high';

/** What a change applies to, by the names that policy and people's scopes go by; what is undefined spans all of it. */
export interface ChangePlace {
  cluster?: string;
  namespace?: string;
  /** From the cluster's tag; undefined where it has none. */
  environment?: string;
}

/** One field before and after; an empty text is a field that is not there. Untrusted texts. */
export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

/** An object that a change touches, with all that changes in it. */
export interface PlannedObject {
  kind: string;
  /** Empty for what lives in no namespace. */
  namespace: string;
  name: string;
  fields: FieldChange[];
}

/** What would put a change back: the object is kept by a tool from a repository. */
export interface ManagedBy {
  tool: 'Flux' | 'Argo CD' | 'Helm';
  /** The tool's own name for it: a Kustomization, an Application, a release. */
  owner: string;
  /** What to commit instead, as YAML. */
  commit: string;
}

/** What a change would do, as people and policy see it before it runs. */
export interface Plan<Before = unknown> {
  /** "Raise the memory limit of payments-api (container api) from 256Mi to 384Mi." */
  sentence: string;
  place: ChangePlace;
  objects: PlannedObject[];
  /** Blast radius, one short sentence each: replicas, disruption budgets, who else runs there. */
  reach: string[];
  /** Why it cannot be undone; undefined where another change undoes it. */
  final?: string;
  managedBy?: ManagedBy;
  /** The state that the change starts from, as JSON: its hash is the fingerprint, and undo goes back to it. */
  before: Before;
  /** What the write is conditional on (resourceVersion, ETag): it moves on with every status, and is no part of the fingerprint. */
  precondition?: string;
}

/** Who asks for a change or decides on it. The name is untrusted and for display only. */
export type ChangePerson = Pick<Actor, 'tenantId' | 'objectId' | 'name' | 'teamsId'>;

/** What somebody said about a proposed change. */
export interface Decision {
  kind: 'approved' | 'rejected' | 'broke-glass';
  by: ChangePerson;
  at: Date;
  /** Untrusted text. */
  reason?: string;
  /** What let him: "approver by group 9a5e...". */
  authority: string;
}

/** What a run left behind. */
export interface Ran {
  /** Of Azure, for its Activity Log; undefined where the API gives none. */
  correlationId?: string;
  /** One sentence, where there is more to say than that it was done. */
  detail?: string;
}

/** One proposed change and its life. */
export interface Remediation {
  /** Short and never used twice: what people type ("approve 12"). */
  number: number;
  state: RemediationState;
  /** Name of its action. */
  action: string;
  /** As the action's own schema read it. */
  input: Record<string, unknown>;
  plan: Plan;
  /** SHA-256 of the plan's `before`. */
  fingerprint: string;
  /** Counts proposals of the same change: 2 after it was stale once. A button is for one of them. */
  round: number;
  asker: ChangePerson;
  /** Why, in the asker's words; untrusted. */
  reason?: string;
  /** Teams conversation in which its card stands, and the thread of a channel. */
  conversation: string;
  thread?: string;
  /** The incident that it is for. */
  incident?: number;
  /** The change that it undoes. */
  undoes?: number;
  /** How many approvals the policy wanted when it was looked at last, and by which of its rules. */
  needs: { approvals: number; rule: string };
  /** Of this round. */
  decisions: Decision[];
  proposedAt: Date;
  expiresAt: Date;
  /** When a change window opens that it waits for. */
  waitsUntil?: Date;
  /** When the run began. */
  startedAt?: Date;
  ran?: Ran & { at: Date };
  endedAt?: Date;
  /** How it went, or how far it is: one finished sentence. */
  outcome?: string;
  /** Digests of the images that it made, of a change that makes some. */
  images?: string[];
  /** Until when somebody has to look at a change that was made without approval; set to the past by whoever did. */
  review?: { dueAt: Date; by?: ChangePerson; at?: Date; asked?: boolean };
}
