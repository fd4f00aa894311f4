import type { V1PersistentVolume } from '@kubernetes/client-node';
import type { Finding } from '../../model/finding.ts';
import type { Suggestion } from '../../remediation/suggestion.ts';
import { quoteEvent, quoteField } from '../quote.ts';
import type { EvidenceOf } from '../rule.ts';
import type { Mismatch } from './claim-mismatch.ts';
import { type claimFacts, type WaitingClaim, waitingClaims } from './waiting-claims.ts';

/** What a rule says about a claim and the volume that it would get otherwise. */
export interface ClaimVerdict {
  why: string;
  next: string;
  /** The claim's value that is wrong, verbatim, and its field. */
  quote?: { text: string; field: string };
}

/** One finding for each claim that this mismatch alone keeps from the nearest volume, about the workload that waits. */
export function claimFindings(
  evidence: EvidenceOf<'volumeClaims', (typeof claimFacts)[number]>,
  code: string,
  mismatch: Mismatch,
  say: (waiting: WaitingClaim, volume: V1PersistentVolume) => ClaimVerdict,
): Finding<Suggestion>[] {
  return waitingClaims(evidence).flatMap((waiting) => {
    const { nearest, isProvisioned } = waiting;
    // A class that makes volumes needs none that fits.
    if (nearest?.mismatch !== mismatch || isProvisioned) return [];
    return claimFinding(code, waiting, say(waiting, nearest.volume), nearest.alone ? 0.94 : 0.6);
  });
}

/** A finding about a claim. */
export function claimFinding(
  code: string,
  { workload, claim, event }: Pick<WaitingClaim, 'workload' | 'claim' | 'event'>,
  { why, next, quote }: ClaimVerdict,
  confidence: number,
): Finding<Suggestion> {
  const { kind, namespace, name } = workload;
  const claimName = claim.metadata?.name ?? '';
  return {
    code,
    about: { kind, namespace, name },
    confidence,
    sentence: `${name} waits for its volume: claim ${claimName} ${why}.`,
    quotes: [
      ...(event ? [quoteEvent(event)] : []),
      ...(quote ? [quoteField(quote.text, `${quote.field} of PersistentVolumeClaim ${claimName}`)] : []),
    ],
    suggestions: [{ text: next }],
  };
}
