import type { Subject } from '../model/subject.ts';
import type { Judged } from './rank.ts';
import { asPast } from './recovery/as-past.ts';
import type { EvidenceName, EvidenceOf, Rule } from './rule.ts';
import { withPod } from './seen/with-pod.ts';
import { situationOf } from './situation/situation.ts';

/** Asks each rule whose needs were read; what is over counts less, and what suffers is shown. What they find is not yet ordered. */
export function judgedBy(
  asked: readonly Rule[],
  evidence: EvidenceOf<never, EvidenceName>,
  subject: Subject,
  now: Date,
): Judged[] {
  const situation = situationOf(evidence);
  return asked
    .filter((rule) => rule.needs.every((name) => evidence[name] !== undefined))
    .flatMap((rule) => {
      const found = rule.judge(evidence as EvidenceOf<EvidenceName, never>, subject, now);
      const isCalm = rule.weight === 'all-clear';
      return [found ?? []]
        .flat()
        .map((it) => ({ finding: isCalm ? it : asPast(withPod(it, situation), situation, now), rule }));
    });
}
