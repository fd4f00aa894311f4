import type { KnownFinding } from './known-finding.ts';

/** Defender's secure score of one subscription. */
export interface SecureScore {
  subscriptionId: string;
  current: number;
  max: number;
  /** How much the subscription weighs among others. */
  weight: number;
}

/** One of Defender's recommendations for a resource, as it last evaluated it. */
export interface Recommendation {
  /** Id of the assessment's kind (a GUID). */
  key: string;
  name: string;
  status: 'Healthy' | 'Unhealthy' | 'NotApplicable';
  /** Why it does not apply, where Defender tells. */
  cause?: string;
  /** Azure Policy built-in that it evaluates (a GUID). */
  policyId?: string;
  changedAt?: Date;
}

/** What Defender says of a resource beside what we say. */
export interface BesideDefender {
  /** The same question, another answer. */
  differences: { finding: KnownFinding; recommendation: Recommendation }[];
  /** The same answer to the same question. */
  agreed: number;
  /** Unhealthy by Defender, and nothing that we look at. */
  others: Recommendation[];
}
