import type { KnownFinding } from '../../model/known-finding.ts';
import type { PostureSeverity, Standing } from '../../model/posture.ts';
import { type PostureScore, severityWeights } from '../../model/posture-score.ts';

/** What a score needs of a finding. */
export type Scored = Pick<KnownFinding, 'severity' | 'standing' | 'exception'>;

/**
 * How well these findings stand, by the weights of their severities. What is unread counts and does not pass: a score
 * does not rise because nobody could look. What does not apply and what somebody accepted is no part of it.
 */
export function scoreOf(findings: Iterable<Scored>): PostureScore {
  const counts: Record<Standing | 'excepted', number> = {
    ...{ fail: 0, unread: 0, pass: 0, 'not-applicable': 0, excepted: 0 },
  };
  const weights = { pass: 0, unread: 0, all: 0 };
  for (const finding of findings) {
    const { standing, severity } = finding;
    const isExcepted = standing === 'fail' && finding.exception !== undefined;
    counts[isExcepted ? 'excepted' : standing] += 1;
    if (isExcepted || standing === 'not-applicable') continue;
    const weight = weightOf(severity);
    weights.all += weight;
    if (standing === 'pass' || standing === 'unread') weights[standing] += weight;
  }
  if (weights.all === 0) return { counts };
  return {
    percent: percent(weights.pass, weights.all),
    atBest: percent(weights.pass + weights.unread, weights.all),
    counts,
  };
}

/** What a failure of this severity takes. */
export function weightOf(severity: PostureSeverity): number {
  return severityWeights[severity];
}

/** One decimal, and never 100 where something is missing. */
function percent(part: number, all: number): number {
  return Math.floor((part / all) * 1_000) / 10;
}
