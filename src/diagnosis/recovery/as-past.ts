import type { Finding } from '../../model/finding.ts';
import type { Situation } from '../situation/situation.ts';
import { isPast } from './is-past.ts';

/** What is over is told below everything that is not, and below the word that all is well. */
const pastAtMost = 0.25;
const kept = 0.4;

/** A finding with the confidence that is left of it, now that what it blames may be well again. */
export function asPast<F extends Finding>(finding: F, situation: Situation, now: Date): F {
  if (!isPast(finding, situation, now)) return finding;
  return { ...finding, confidence: Math.min(pastAtMost, finding.confidence * kept) };
}
