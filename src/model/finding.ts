import type { Origin } from './origin.ts';

/** Verbatim text from the evidence, with where and when it was said. */
export interface Quote {
  text: string;
  source: Origin;
  at?: Date;
}

/** A plain next step: text on the card. One that is a change we know how to make carries a SuggestedChange as well. */
export interface NextStep {
  text: string;
}

/** A change that is suggested: what its button says, and what of the catalogue is proposed when it is pressed. */
export interface SuggestedChange {
  /** "Raise the limit to 384 MiB". */
  title: string;
  action: string;
  input: Record<string, unknown>;
}

/** The changes among some next steps, in their order. */
export function changesIn(steps: readonly NextStep[]): SuggestedChange[] {
  return steps.flatMap((step) => {
    const { title, action, input } = step as NextStep & Partial<SuggestedChange>;
    return title !== undefined && action !== undefined && input !== undefined ? [{ title, action, input }] : [];
  });
}

/** How far the trouble reaches. */
export interface Scope {
  kind: 'one pod' | 'some pods' | 'every replica' | 'one node';
  /** Names of the pods that suffer. */
  pods: string[];
  /** How many pods the workload has. */
  of: number;
  /** Nodes that the suffering pods run on. */
  nodes: string[];
}

/** A line that proves a finding: values over time with the limit they hit. */
export interface Series {
  title: string;
  unit: 'MiB' | '%' | 'count' | 'ms' | 'millicores';
  lines: { legend: string; points: { at: Date; value: number }[] }[];
  /** A horizontal line, for example the limit. */
  threshold?: { legend: string; value: number };
}

/** An object of a cluster that a finding is about. */
export interface ObjectRef {
  /** Kubernetes kind: Deployment, Node, Service, Namespace, PersistentVolumeClaim, ... */
  kind: string;
  /** Empty for what lives in no namespace. */
  namespace: string;
  name: string;
}

/** A judgement with a stable code. */
export interface Finding<S = NextStep> {
  code: string;
  /** What it blames, where that is not the subject itself. */
  about?: ObjectRef;
  /** 0 to 1: how often a finding like this one is the cause. */
  confidence: number;
  /** The verdict in one sentence, with its number. */
  sentence: string;
  quotes: Quote[];
  suggestions: S[];
  scope?: Scope;
  /** How a number in the sentence or the suggestion was derived, one step a line. */
  derivation?: string[];
  series?: Series;
}
