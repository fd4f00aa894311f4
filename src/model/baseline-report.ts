import type { BaselineAlert } from './baseline-alert.ts';
import type { Evidence } from './evidence.ts';
import type { Gap } from './gap.ts';

/** How an alert of the baseline stands: there, there with other numbers, there and switched off, or not there. */
export type StandingState = 'present' | 'differs' | 'disabled' | 'missing';

/** One alert of the baseline, and the rule that stands for it. */
export interface BaselineStanding {
  alert: BaselineAlert;
  state: StandingState;
  /** The rule's name, with its group's. Untrusted. */
  rule?: string;
  /** What it sets otherwise: "90 instead of 95". */
  difference?: string;
}

/** A resource that a baseline is for. */
export interface BaselineTarget {
  /** ARM id. */
  id: string;
  name: string;
  /** ARM type in small letters. */
  type: string;
  /** As a person calls its kind: "cluster". */
  kind: string;
  subscriptionId: string;
  resourceGroup: string;
  location: string;
}

/** The recommended alerts of one resource against the rules that are there. */
export interface BaselineReport {
  target: BaselineTarget;
  /** Undefined where the rules could not be read. */
  standings?: Evidence<BaselineStanding[]>;
  /** The Azure Monitor workspace that rules of Prometheus belong to; undefined where the resource has none. */
  account?: { id: string; location: string };
  gaps: Gap[];
}
