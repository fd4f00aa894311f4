import type { NextStep, SuggestedChange } from './finding.ts';
import type { Gap } from './gap.ts';
import type { Origin } from './origin.ts';

/** How a resource stands against a check. */
export const standings = ['fail', 'unread', 'pass', 'not-applicable'] as const;

/** One of them. */
export type Standing = (typeof standings)[number];

/** How much a failed check matters, the worst first. */
export const postureSeverities = ['High', 'Medium', 'Low'] as const;

/** One of them. */
export type PostureSeverity = (typeof postureSeverities)[number];

/** A resource whose posture is looked at, as Resource Graph names it. */
export interface PostureResource {
  /** ARM id; a subscription is one too. */
  id: string;
  /** ARM type, small letters: "microsoft.containerservice/managedclusters". */
  type: string;
  name: string;
  subscriptionId: string;
  resourceGroup: string;
  location: string;
  /** From the tag `environment` or `env`, small letters. */
  environment?: string;
  /** From its tags, by the settings. */
  owner?: string;
}

/** How one resource stands against one check, and by what that is known. */
export interface PostureFinding {
  /** Stable code of the check: "registry-admin-user". */
  check: string;
  /** Code of its practice: "registry-credentials". */
  practice: string;
  /** What should be so: "The admin user is off". */
  title: string;
  resource: PostureResource;
  severity: PostureSeverity;
  standing: Standing;
  /** The verdict in one sentence, with what was read. */
  sentence: string;
  /** The property that was read, as its API names it, and what it said. */
  property?: string;
  value?: string;
  source?: Origin;
  /** When the fact was true; of what could not be read, when that was tried. */
  at: Date;
  /** Azure Policy built-in that asks for the same (a GUID). */
  policyId?: string;
  /** Objects within the resource that offend ("Deployment shop/web: spec.hostNetwork = true"), the first of them. */
  objects?: { shown: string[]; more: number };
  /** What to do about it: a change of the catalogue where one change is enough. */
  step?: NextStep | (NextStep & SuggestedChange);
  /** Why it could not be read, of what is unread. */
  gap?: Gap;
}
